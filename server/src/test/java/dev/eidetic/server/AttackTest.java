package dev.eidetic.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.server.TestServer.Parts;
import dev.eidetic.server.settings.Setting;
import dev.eidetic.testkit.TestPictures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What somebody with bad intentions sends. After each attack the server answers as before.
class AttackTest {

  private static final String IMAGES = "/v1/collections/shop/images";
  private static final byte[] PICTURE = TestPictures.file(1, 64, 64, "jpg");

  @TempDir private Path folder;
  private TestServer server;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("allowed"));
    Files.writeString(folder.resolve("secret.txt"), "treasure");
    server =
        TestServer.open(
                folder,
                Map.of(
                    Setting.ALLOW_FOLDER, folder.resolve("allowed").toString(),
                    Setting.ALLOW_FETCH, "true",
                    Setting.MAX_IMAGE, "1MB"))
            .collection("shop");
    server.post(IMAGES + "?id=good", "image/jpeg", PICTURE);
  }

  @AfterEach
  void stillServes() throws IOException, InterruptedException {
    assertThat(server.get(IMAGES).body()).contains("\"good\"");
    assertThat(server.log()).noneMatch(line -> line.contains("treasure"));
    server.close();
  }

  @Test
  void pathsDoNotClimb() throws IOException, InterruptedException {
    for (String path :
        new String[] {
          "/page/../../secret.txt",
          "/page/..%2f..%2fsecret.txt",
          "/page/%2e%2e/%2e%2e/secret.txt",
          "/page/lib/lit/..%5c..%5cindex.html",
          "/v1/collections/..%2F..%2F/images",
          "/v1/collections/shop/images/..%2F..%2F..%2Fsecret.txt/thumbnail",
          "/v1/collections/shop/images/%2Fetc%2Fpasswd/thumbnail",
          "/page/app.js%00.svg",
        }) {
      String answer =
          raw("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
      assertThat(answer).as(path).startsWith("HTTP/1.1 4").doesNotContain("treasure", "root:");
    }
  }

  @Test
  void namesOfUploadsNeverBecomePaths() throws IOException, InterruptedException {
    String name = "../../../../secret.txt";
    server.postParts(IMAGES, new Parts().file("file", name, PICTURE));
    assertThat(folder.resolve("secret.txt")).hasContent("treasure");
    try (var files = Files.walk(folder.resolve("data/shop/files"))) {
      assertThat(files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
          .allMatch(file -> file.matches("[0-9a-f]{64}"));
    }
    assertThat(server.get(IMAGES + "/..%2F..%2F..%2F..%2Fsecret.txt").statusCode()).isEqualTo(200);
  }

  @Test
  void onlyAllowedFoldersAreTakenInAndLinksDoNotHelp() throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("private"));
    Files.createSymbolicLink(folder.resolve("allowed/way-out"), folder.resolve("private"));
    for (String wanted :
        new String[] {
          folder.resolve("private").toString(),
          folder.resolve("allowed/../private").toString(),
          folder.resolve("allowed/way-out").toString(),
          folder.resolve("allowed/none").toString(),
          "/",
          "allowed",
          "\0",
        }) {
      var answer = server.post("/v1/collections/shop/jobs", Map.of("folder", wanted));
      assertThat(answer.statusCode()).as(wanted).isEqualTo(403);
    }
  }

  @Test
  void nothingOfTheOwnNetworkIsFetched() throws IOException, InterruptedException {
    int port = server.server().port();
    for (String address :
        new String[] {
          "http://127.0.0.1:" + port + "/metrics",
          "http://localhost:" + port + "/metrics",
          "http://[::1]:" + port + "/metrics",
          "http://[::ffff:127.0.0.1]:" + port + "/metrics",
          "http://0.0.0.0:" + port + "/",
          "http://2130706433:" + port + "/",
          "http://169.254.169.254/latest/meta-data/",
          "http://10.0.0.1/",
          "http://[fd00::1]/",
          "http://[64:ff9b::7f00:1]/",
          "file:///etc/passwd",
          "http://user@127.0.0.1/",
        }) {
      var answer = server.post(IMAGES, Map.of("url", address));
      assertThat(answer.statusCode()).as("%s: %s", address, answer.body()).isIn(400, 422);
    }
    assertThat(server.log())
        .as("it asked itself for nothing")
        .noneMatch(line -> line.contains("/metrics"));
  }

  @Test
  void aPictureOfAMillionTimesItsSizeIsRefusedByItsHeader()
      throws IOException, InterruptedException {
    var answer = server.post(IMAGES, "image/png", pngOf(60_000, 60_000));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("\"code\":\"too-large\"");
  }

  @Test
  void filesAreWhatTheyHoldNotWhatTheyAreCalled() throws IOException, InterruptedException {
    String script = "<html><script>alert(1)</script></html>";
    byte[] page = script.getBytes(StandardCharsets.UTF_8);
    assertThat(server.post(IMAGES, "image/jpeg", page).statusCode()).isEqualTo(422);
    byte[] zip = {'P', 'K', 3, 4, 20, 0, 0, 0, 8, 0};
    assertThat(server.post(IMAGES, "image/png", zip).statusCode()).isEqualTo(422);
    var both = new ByteArrayOutputStream();
    both.writeBytes(PICTURE);
    both.writeBytes(page);
    assertThat(server.post(IMAGES + "?id=both", "text/html", both.toByteArray()).statusCode())
        .isEqualTo(201);
    var shown = server.bytes(IMAGES + "/both/thumbnail");
    assertThat(shown.headers().firstValue("Content-Type")).hasValue("image/jpeg");
    assertThat(new String(shown.body(), StandardCharsets.ISO_8859_1)).doesNotContain("script");
  }

  @Test
  void scriptsInNamesAndFieldsComeBackAsText() throws IOException, InterruptedException {
    String script = "<img src=x onerror=alert(1)>";
    var parts =
        new Parts()
            .field("fields", "{\"note\": \"<script>alert(2)</script>\"}")
            .file("file", script + ".jpg", PICTURE);
    assertThat(server.postParts(IMAGES, parts).statusCode()).isEqualTo(200);
    var list = server.get(IMAGES);
    assertThat(list.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(list.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  @Test
  void tenThousandHeaderFieldsAreCutOff() throws IOException {
    var request = new StringBuilder("GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    for (int i = 0; i < 10_000; i++) {
      request.append("X-Field-").append(i).append(": y\r\n");
    }
    assertThat(raw(request.append("\r\n").toString())).doesNotContain("HTTP/1.1 200");
    assertThat(raw("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"))
        .doesNotContain("HTTP/1.1 200");
  }

  @Test
  void aGigabyteIsRefusedBeforeItIsSent() throws IOException {
    String answer =
        raw(
            "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n"
                .formatted(IMAGES, 1L << 30));
    assertThat(answer).startsWith("HTTP/1.1 413").contains("Connection: close");
  }

  @Test
  void aBodyOfUnknownLengthIsNotRead() throws IOException {
    String answer =
        raw(
            "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: image/jpeg\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\nabc"
                .formatted(IMAGES));
    assertThat(answer).startsWith("HTTP/1.1 411").contains("Connection: close");
  }

  @Test
  void aBodyThatIsLongerThanAPictureMayBeIsCutOff() throws IOException, InterruptedException {
    assertThat(server.post(IMAGES, "image/jpeg", new byte[(1 << 20) + 1]).statusCode())
        .isEqualTo(413);
    var parts = new Parts().file("file", "long.jpg", new byte[(1 << 20) + 1]);
    assertThat(server.postParts(IMAGES, parts).statusCode()).isEqualTo(413);
  }

  @Test
  void brokenMultipartBodiesAreProblems() throws IOException, InterruptedException {
    String type = "multipart/form-data; boundary=" + TestServer.BOUNDARY;
    byte[] whole = new Parts().file("file", "a.jpg", PICTURE).bytes();
    for (byte[] body :
        new byte[][] {
          {},
          "no boundary at all".getBytes(StandardCharsets.UTF_8),
          Arrays.copyOf(whole, whole.length / 2),
          "--%s\r\n\r\nno name\r\n--%s--\r\n"
              .formatted(TestServer.BOUNDARY, TestServer.BOUNDARY)
              .getBytes(StandardCharsets.UTF_8),
          "--%s\r\n%s: x\r\n\r\n"
              .formatted(TestServer.BOUNDARY, "A".repeat(10_000))
              .getBytes(StandardCharsets.UTF_8),
        }) {
      var answer = server.post(IMAGES, type, body);
      assertThat(answer.statusCode()).as(answer.body()).isIn(400, 413);
    }
    assertThat(server.post(IMAGES, "multipart/form-data", whole).statusCode()).isEqualTo(400);
    assertThat(
            server
                .post(IMAGES, "multipart/form-data; boundary=" + "b".repeat(99), whole)
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void packedBodiesAreNotUnpacked() throws IOException, InterruptedException {
    var bomb = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bomb)) {
      out.write(new byte[8 << 20]);
    }
    var answer =
        server.send(
            server
                .request(IMAGES)
                .header("Content-Type", "image/jpeg")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(bomb.toByteArray()))
                .build());
    assertThat(answer.statusCode()).isIn(400, 415);
  }

  @Test
  void brokenJsonIsAProblem() throws IOException, InterruptedException {
    for (String body :
        new String[] {"", "{", "[]", "null", "{\"like\": " + "[".repeat(100_000), "\u0000"}) {
      var answer =
          server.post(
              "/v1/collections/shop/search",
              "application/json",
              body.getBytes(StandardCharsets.UTF_8));
      assertThat(answer.statusCode())
          .as(body.substring(0, Math.min(9, body.length())))
          .isEqualTo(400);
    }
  }

  @Test
  void foreignHostsAreNotAnswered() throws IOException {
    assertThat(raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 421");
  }

  private String raw(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
      socket.setSoTimeout(10_000);
      try {
        write(socket.getOutputStream(), request);
      } catch (IOException _) { // refused while it was being sent
      }
      return answer(socket.getInputStream());
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /// Until the server ends the line, or falls silent after an answer.
  private static String answer(InputStream in) {
    var all = new ByteArrayOutputStream();
    try {
      in.transferTo(all);
    } catch (IOException _) { // what came until then is the answer
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  /// A header that promises so many pixels, with nothing behind it.
  private static byte[] pngOf(int width, int height) {
    var header = new ByteArrayOutputStream();
    header.writeBytes("IHDR".getBytes(StandardCharsets.ISO_8859_1));
    header.writeBytes(ByteBuffer.allocate(8).putInt(width).putInt(height).array());
    header.writeBytes(new byte[] {8, 2, 0, 0, 0});
    var checksum = new CRC32();
    checksum.update(header.toByteArray());
    var file = new ByteArrayOutputStream();
    file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    file.writeBytes(ByteBuffer.allocate(4).putInt(13).array());
    file.writeBytes(header.toByteArray());
    file.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    return file.toByteArray();
  }
}
