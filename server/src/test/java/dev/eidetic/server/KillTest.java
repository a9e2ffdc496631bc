package dev.eidetic.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.testkit.TestPictures;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A server that is killed while it is being written to.
class KillTest {

  private static final int WRITERS = 4;

  @TempDir private Path folder;

  @Test
  @Timeout(120)
  void everythingAcknowledgedIsThereAfterwards() throws IOException, InterruptedException {
    var acknowledged = Collections.synchronizedList(new ArrayList<String>());
    var process = start();
    try (var client = HttpClient.newHttpClient()) {
      URI server = addressOf(process);
      post(
          client,
          server.resolve("/v1/collections"),
          "application/json",
          "{\"name\":\"shop\"}".getBytes(StandardCharsets.UTF_8));
      var writers = new ArrayList<Thread>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int number = writer;
        writers.add(Thread.ofVirtual().start(() -> write(client, server, number, acknowledged)));
      }
      while (acknowledged.size() < 60) {
        Thread.sleep(5);
      }
      process.destroyForcibly().waitFor(); // SIGKILL
      for (var writer : writers) {
        writer.join();
      }
    } finally {
      process.destroyForcibly();
    }
    try (var server = TestServer.open(folder)) {
      for (String id : List.copyOf(acknowledged)) {
        assertThat(server.get("/v1/collections/shop/images/" + id).statusCode())
            .as(id)
            .isEqualTo(200);
        assertThat(server.bytes("/v1/collections/shop/images/" + id + "/thumbnail").statusCode())
            .as("picture of %s", id)
            .isEqualTo(200);
      }
    }
  }

  private static void write(HttpClient client, URI server, int writer, List<String> acknowledged) {
    try {
      for (int i = 0; ; i++) {
        String id = "w%d-%d".formatted(writer, i);
        byte[] file = TestPictures.file(1_000L * writer + i, 48, 48, "png");
        var address = server.resolve("/v1/collections/shop/images?id=" + id);
        if (post(client, address, "image/png", file).filter(status -> status == 201).isPresent()) {
          acknowledged.add(id);
        }
      }
    } catch (IOException | InterruptedException _) { // the server is dead: the test's point
      return;
    }
  }

  private static Optional<Integer> post(HttpClient client, URI address, String type, byte[] body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return Optional.of(client.send(request, BodyHandlers.discarding()).statusCode());
  }

  private Process start() throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(KilledServer.class.getName(), folder.toString()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static URI addressOf(Process process) throws IOException {
    BufferedReader out = process.inputReader();
    return URI.create(Optional.ofNullable(out.readLine()).orElseThrow());
  }
}
