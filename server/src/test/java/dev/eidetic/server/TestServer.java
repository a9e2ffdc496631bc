package dev.eidetic.server;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.encode.lookup.Encoders;
import dev.eidetic.encode.store.ModelStore;
import dev.eidetic.server.http.Access;
import dev.eidetic.server.security.KeyFile;
import dev.eidetic.server.settings.ServerSettings;
import dev.eidetic.server.settings.Setting;
import dev.eidetic.server.settings.SettingsReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A server on a free port of the loopback, and somebody who asks it.
final class TestServer implements AutoCloseable {

  static final String BOUNDARY = "a-boundary-of-tests";

  private final EideticServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Queue<String> log;
  private Optional<String> key = Optional.empty();

  private TestServer(EideticServer server, Queue<String> log) {
    this.server = server;
    this.log = log;
  }

  /// A server whose collections lie in the folder.
  static TestServer open(Path folder) throws IOException {
    return open(folder, Map.of());
  }

  static TestServer open(Path folder, Map<Setting, String> more) throws IOException {
    var flags = new EnumMap<Setting, List<String>>(Setting.class);
    flags.put(Setting.PORT, List.of("0"));
    flags.put(Setting.DATA, List.of(folder.resolve("data").toString()));
    more.forEach((setting, value) -> flags.put(setting, List.of(value)));
    return open(new SettingsReader(folder).flags(flags).read(), folder);
  }

  private static TestServer open(ServerSettings settings, Path folder) throws IOException {
    var log = new ConcurrentLinkedQueue<String>();
    var encoders = new Encoders(new ModelStore(folder.resolve("models")), folder);
    return new TestServer(EideticServer.start(settings, encoders, log::add), log);
  }

  /// A server that asks for keys, and a key of each level in its file.
  static TestServer withKeys(Path folder, Map<Access, String> secrets) throws IOException {
    var file = folder.resolve("keys.json");
    for (var access : List.of(Access.READ, Access.WRITE, Access.ADMIN)) {
      secrets.put(access, new KeyFile(file).add(access.label(), access, Optional.empty()));
    }
    return open(folder, Map.of(Setting.KEYS, file.toString()));
  }

  EideticServer server() {
    return server;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  /// All lines of the log so far.
  List<String> log() {
    return List.copyOf(log);
  }

  /// Sends a key from now on.
  TestServer as(String secret) {
    key = Optional.of(secret);
    return this;
  }

  HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(uri(path));
    key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    return request;
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }

  HttpResponse<byte[]> bytes(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), BodyHandlers.ofByteArray());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).build());
  }

  HttpResponse<String> delete(String path) throws IOException, InterruptedException {
    return send(request(path).DELETE().build());
  }

  HttpResponse<String> post(String path, String type, byte[] body)
      throws IOException, InterruptedException {
    return send(
        request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)).build());
  }

  HttpResponse<String> post(String path, Map<String, ?> json)
      throws IOException, InterruptedException {
    return post(path, "application/json", JSON.std.asBytes(json));
  }

  HttpResponse<String> patch(String path, Map<String, ?> json)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofByteArray(JSON.std.asBytes(json)))
            .build());
  }

  HttpResponse<String> postParts(String path, Parts parts)
      throws IOException, InterruptedException {
    return post(path, "multipart/form-data; boundary=" + BOUNDARY, parts.bytes());
  }

  /// Makes a collection with the classic encoder.
  TestServer collection(String name) throws IOException, InterruptedException {
    var made = post("/v1/collections", Map.of("name", name));
    if (made.statusCode() != 201) {
      throw new IllegalStateException(made.body());
    }
    return this;
  }

  /// The body of an answer as a JSON object.
  static Map<String, Object> json(HttpResponse<String> answer) throws IOException {
    return JSON.std.mapFrom(answer.body());
  }

  /// A list in a JSON object.
  static List<Object> list(Map<String, Object> json, String name) {
    return new ArrayList<>((List<?>) Optional.ofNullable(json.get(name)).orElseThrow());
  }

  /// A member of a JSON object.
  static Object get(Object object, String name) {
    return Objects.requireNonNull(((Map<?, ?>) object).get(name), name);
  }

  /// A multipart body, written by hand.
  static final class Parts {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Parts file(String name, String fileName, byte[] content) {
      return part("form-data; name=\"%s\"; filename=\"%s\"".formatted(name, fileName), content);
    }

    Parts field(String name, String content) {
      return part(
          "form-data; name=\"%s\"".formatted(name), content.getBytes(StandardCharsets.UTF_8));
    }

    Parts part(String disposition, byte[] content) {
      write("--%s\r\nContent-Disposition: %s\r\n\r\n".formatted(BOUNDARY, disposition));
      out.writeBytes(content);
      write("\r\n");
      return this;
    }

    private void write(String text) {
      out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes() {
      var whole = new ByteArrayOutputStream();
      whole.writeBytes(out.toByteArray());
      whole.writeBytes("--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.UTF_8));
      return whole.toByteArray();
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
    server.close();
  }
}
