package dev.eidetic.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.server.TestServer.Parts;
import dev.eidetic.testkit.TestPictures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images over HTTP, from the first upload to the last trace.
class ImagesTest {

  private static final String IMAGES = "/v1/collections/shop/images";
  private static final byte[] RED = TestPictures.file(1, 120, 80, "jpg");
  private static final byte[] BLUE = TestPictures.file(2, 80, 120, "png");

  @TempDir private Path folder;
  private TestServer server;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    server = TestServer.open(folder).collection("shop");
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void anUploadIsThereAtOnceWithWhatItsFileSays() throws IOException, InterruptedException {
    var added = server.post(IMAGES + "?id=a/red.jpg&fields=%7B%22price%22:3%7D", "image/jpeg", RED);
    assertThat(added.statusCode()).isEqualTo(201);
    assertThat(added.headers().firstValue("Location")).hasValue(IMAGES + "/a%2Fred.jpg");
    var item = TestServer.json(server.get(IMAGES + "/a%2Fred.jpg"));
    assertThat(item.get("fields"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("width", 120)
        .containsEntry("height", 80)
        .containsEntry("format", "jpeg")
        .containsEntry("price", 3)
        .doesNotContainKey("path");
  }

  @Test
  void severalFilesAreJudgedOneByOne() throws IOException, InterruptedException {
    var parts =
        new Parts()
            .file("file", "red.jpg", RED)
            .file("file", "text.jpg", "no picture".getBytes(StandardCharsets.UTF_8))
            .field("fields", "{\"colour\": \"blue\"}")
            .file("file", "blue.png", BLUE);
    var results = TestServer.list(TestServer.json(server.postParts(IMAGES, parts)), "results");
    assertThat(results)
        .extracting(result -> TestServer.get(result, "status"))
        .containsExactly("added", "refused", "added");
    assertThat(server.get(IMAGES + "/blue.png").body()).contains("\"colour\":\"blue\"");
    assertThat(server.get(IMAGES + "/red.jpg").body()).doesNotContain("colour");
  }

  @Test
  void aTakenIdIsRefusedUntilReplacingIsAskedFor() throws IOException, InterruptedException {
    server.post(IMAGES + "?id=x", "image/jpeg", RED);
    var again = server.post(IMAGES + "?id=x", "image/png", BLUE);
    assertThat(again.statusCode()).isEqualTo(422);
    assertThat(again.body()).contains("\"code\":\"id-taken\"");
    var replaced = server.post(IMAGES + "?id=x&replace=true", "image/png", BLUE);
    assertThat(replaced.statusCode()).isEqualTo(200);
    assertThat(replaced.body()).contains("\"status\":\"replaced\"");
    assertThat(uploads()).as("the file of the former picture is gone").hasSize(1);
  }

  @Test
  void whatIsNoPictureIsAProblemAndLeavesNothing() throws IOException, InterruptedException {
    var refused = server.post(IMAGES, "image/jpeg", new byte[] {1, 2, 3});
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(TestServer.json(refused))
        .containsEntry("code", "not-an-image")
        .containsEntry("status", 422);
    assertThat(uploads()).isEmpty();
  }

  @Test
  void thumbnailsAreSmallAndKnownByTheirTag() throws IOException, InterruptedException {
    server.post(IMAGES + "?id=big", "image/jpeg", TestPictures.file(3, 900, 600, "jpg"));
    var first = server.bytes(IMAGES + "/big/thumbnail?side=100");
    assertThat(first.headers().firstValue("Content-Type")).hasValue("image/jpeg");
    var picture = ImageIO.read(new ByteArrayInputStream(first.body()));
    assertThat(picture.getWidth()).as("rounded up to the next size made").isEqualTo(180);
    assertThat(picture.getHeight()).isEqualTo(120);
    String tag = first.headers().firstValue("ETag").orElseThrow();
    var second =
        server.send(
            server
                .request(IMAGES + "/big/thumbnail?side=100")
                .header("If-None-Match", tag)
                .build());
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
  }

  @Test
  void fieldsChangeAndThePictureStays() throws IOException, InterruptedException {
    server.post(IMAGES + "?id=x", "image/jpeg", RED);
    var changed = server.patch(IMAGES + "/x", Map.of("fields", Map.of("tags", List.of("a", "b"))));
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(server.get(IMAGES + "?where=tags:b").body()).contains("\"total\":1");
    assertThat(server.patch(IMAGES + "/x", Map.of("fields", Map.of("width", 5))).statusCode())
        .as("what the file says cannot be set")
        .isEqualTo(422);
    assertThat(server.patch(IMAGES + "/x", Map.of("fields", Map.of("tags", 7))).statusCode())
        .as("a field keeps its type")
        .isEqualTo(409);
  }

  @Test
  void aDeletedImageIsGoneWithItsFileUnlessAnotherIsOfIt()
      throws IOException, InterruptedException {
    server.post(IMAGES + "?id=x", "image/jpeg", RED);
    server.post(IMAGES + "?id=y", "image/jpeg", RED);
    assertThat(server.delete(IMAGES + "/x").statusCode()).isEqualTo(204);
    assertThat(server.get(IMAGES + "/x").statusCode()).isEqualTo(404);
    assertThat(server.bytes(IMAGES + "/y/thumbnail").statusCode()).isEqualTo(200);
    assertThat(server.delete(IMAGES + "/y").statusCode()).isEqualTo(204);
    assertThat(server.delete(IMAGES + "/y").statusCode()).isEqualTo(404);
    assertThat(uploads()).isEmpty();
  }

  @Test
  void listsFollowTheOrderAndTheFilterInPages() throws IOException, InterruptedException {
    for (int i = 0; i < 5; i++) {
      server.post(
          IMAGES + "?id=i%d&fields=%%7B%%22n%%22:%d%%7D".formatted(i, i), "image/jpeg", RED);
    }
    var page =
        TestServer.json(server.get(IMAGES + "?order=-n&offset=1&count=2&where=n:%5B1+TO+4%5D"));
    assertThat(page).containsEntry("total", 4);
    assertThat(TestServer.list(page, "images"))
        .extracting(image -> TestServer.get(image, "id"))
        .containsExactly("i3", "i2");
    var wrong = server.get(IMAGES + "?order=prize");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(TestServer.json(wrong).get("detail"))
        .asString()
        .contains("field \"prize\" is unknown");
  }

  @Test
  void theSameIdempotencyKeyAddsOnce() throws IOException, InterruptedException {
    var request =
        server
            .request(IMAGES)
            .header("Content-Type", "image/jpeg")
            .header("Idempotency-Key", "order-17")
            .POST(BodyPublishers.ofByteArray(RED))
            .build();
    var first = server.send(request);
    var second = server.send(request);
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    byte[] changed = RED.clone();
    changed[changed.length - 1]++;
    var sameLength =
        server.send(
            server
                .request(IMAGES)
                .header("Content-Type", "image/jpeg")
                .header("Idempotency-Key", "order-17")
                .POST(BodyPublishers.ofByteArray(changed))
                .build());
    assertThat(sameLength.statusCode()).as("another body").isEqualTo(422);
    var other =
        server.send(
            server
                .request(IMAGES + "?id=else")
                .header("Content-Type", "image/jpeg")
                .header("Idempotency-Key", "order-17")
                .POST(BodyPublishers.ofByteArray(RED))
                .build());
    assertThat(other.statusCode()).as("a key of another request").isEqualTo(422);
  }

  @Test
  void answersOfTextArePackedForWhoTakesThat() throws IOException, InterruptedException {
    var packed =
        server.send(server.request("/openapi.json").header("Accept-Encoding", "br, gzip").build());
    assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
    var plain =
        server.send(server.request("/openapi.json").header("Accept-Encoding", "gzip;q=0").build());
    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
  }

  private List<Path> uploads() throws IOException {
    var files = folder.resolve("data/shop/files");
    if (!Files.exists(files)) {
      return List.of();
    }
    try (var all = Files.walk(files)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
