package dev.eidetic.client;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Requests and answers. Safe for many threads.
final class Wire {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final URI server;
  private final Optional<String> key;
  private final HttpClient http;

  Wire(URI server, Optional<String> key, HttpClient http) {
    this.server = server;
    this.key = key;
    this.http = http;
  }

  Map<String, Object> get(String path) throws IOException, InterruptedException {
    return json(bytes(request(path).GET().build()));
  }

  byte[] content(String path) throws IOException, InterruptedException {
    return bytes(request(path).GET().build());
  }

  void delete(String path) throws IOException, InterruptedException {
    bytes(request(path).DELETE().build());
  }

  Map<String, Object> send(String method, String path, Map<String, ?> body)
      throws IOException, InterruptedException {
    return send(
        method, path, "application/json", BodyPublishers.ofByteArray(JSON.std.asBytes(body)));
  }

  Map<String, Object> send(String method, String path, String type, BodyPublisher body)
      throws IOException, InterruptedException {
    return json(bytes(request(path).header("Content-Type", type).method(method, body).build()));
  }

  private HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE);
    key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    return request;
  }

  private byte[] bytes(HttpRequest request) throws IOException, InterruptedException {
    var answer = http.send(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() >= 400) {
      throw problem(answer);
    }
    return answer.body();
  }

  private static ServerProblem problem(HttpResponse<byte[]> answer) {
    try {
      var json = json(answer.body());
      return new ServerProblem(
          answer.statusCode(),
          String.valueOf(json.get("code")),
          String.valueOf(json.get("detail")));
    } catch (IOException _) { // something between us and the server has answered
      return new ServerProblem(
          answer.statusCode(), "unreadable", "the server answered " + answer.statusCode());
    }
  }

  private static Map<String, Object> json(byte[] bytes) throws IOException {
    return JSON.std.mapFrom(bytes);
  }

  /// A part of a path or query.
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
