package dev.eidetic.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.client.EideticClient;
import dev.eidetic.server.TestServer.Parts;
import dev.eidetic.testkit.TestPictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What pictures have in common, over HTTP. The oracle is a picture cut out of another.
class MatchTest {

  private static final String IMAGES = "/v1/collections/shop/images";
  private static final int WIDTH = 480;
  private static final int HEIGHT = 360;
  private static final int TILE = 60;

  @TempDir private static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    server = TestServer.open(folder).collection("shop");
    var parts = new Parts();
    for (int seed = 0; seed < 2; seed++) {
      parts.file("file", "a/p" + seed, file(picture(seed)));
    }
    assertThat(server.postParts(IMAGES, parts).statusCode()).isEqualTo(200);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static Map<String, Object> match(HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return TestServer.json(answer);
  }

  private static double number(Object json, String name) {
    return ((Number) TestServer.get(json, name)).doubleValue();
  }

  @Test
  void aPartOfAPictureSaysWhereItWasCutOut() throws IOException, InterruptedException {
    var part = picture(1).getSubimage(150, 90, 260, 200);
    var found = match(server.post(IMAGES + "/a%2Fp1/match", "image/png", file(part)));
    assertThat(found).containsEntry("isVerified", true);
    assertThat(found.get("verdict")).asString().startsWith("they show the same thing");
    Object placement = TestServer.get(found, "placement");
    assertThat(number(placement, "scale")).isCloseTo(1, within(0.01));
    assertThat(number(placement, "angleDegrees")).isCloseTo(0, within(0.5));
    assertThat(number(placement, "shiftX")).isCloseTo(150, within(1.5));
    assertThat(number(placement, "shiftY")).isCloseTo(90, within(1.5));
    byte[] jpeg = Base64.getDecoder().decode(String.valueOf(found.get("picture")));
    var picture = ImageIO.read(new ByteArrayInputStream(jpeg));
    assertThat(picture.getWidth()).as("both side by side").isGreaterThan(WIDTH + 260);
  }

  @Test
  void theClientSaysTheSame() throws IOException, InterruptedException {
    var part = picture(1).getSubimage(150, 90, 260, 200);
    try (var client = EideticClient.of(server.uri("/"))) {
      var shop = client.collection("shop");
      var match = shop.match("a/p1", file(part));
      assertThat(match.isVerified()).isTrue();
      assertThat(match.placement().orElseThrow().shiftX()).isCloseTo(150, within(1.5));
      assertThat(ImageIO.read(new ByteArrayInputStream(match.picture()))).isNotNull();
      var other = shop.match("a/p1", "a/p0");
      assertThat(other.isVerified()).isFalse();
      assertThat(other.agreeing()).isLessThan(match.agreeing());
      assertThat(shop.match("a/p1", "a/p1").agreeing()).isGreaterThan(match.agreeing());
    }
  }

  /// Many small pictures in one, so that there are details enough to agree.
  private static BufferedImage picture(int seed) {
    var picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    var graphics = picture.createGraphics();
    for (int i = 0; i < WIDTH * HEIGHT / (TILE * TILE); i++) {
      int x = i * TILE % WIDTH;
      int y = i * TILE / WIDTH * TILE;
      graphics.drawImage(TestPictures.draw(100L * seed + i, TILE, TILE), x, y, null);
    }
    graphics.dispose();
    return picture;
  }

  private static byte[] file(BufferedImage picture) throws IOException {
    var bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(picture, "png", bytes)).isTrue();
    return bytes.toByteArray();
  }

  @Test
  void itemsAreComparedByTheirIds() throws IOException, InterruptedException {
    var same = match(server.post(IMAGES + "/a%2Fp1/match", Map.of("id", "a/p1")));
    assertThat(same).containsEntry("isVerified", true);
    var other = match(server.post(IMAGES + "/a%2Fp1/match", Map.of("id", "a/p0")));
    assertThat(other).containsEntry("isVerified", false);
    assertThat(other.get("verdict")).asString().startsWith("nothing says");
  }

  @Test
  void wrongRequestsSayWhatIsRight() throws IOException, InterruptedException {
    assertProblem(server.post(IMAGES + "/a%2Fp9/match", Map.of("id", "a/p1")), 404, "a/p9");
    assertProblem(server.post(IMAGES + "/a%2Fp1/match", Map.of("id", "a/p9")), 404, "a/p9");
    assertProblem(server.post(IMAGES + "/a%2Fp1/match", Map.of("ids", "a/p1")), 400, "such as");
    assertProblem(
        server.post(IMAGES + "/a%2Fp1/match", "image/png", new byte[] {1, 2, 3}), 422, "");
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String part)
      throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(TestServer.json(answer).get("detail")).asString().contains(part);
  }
}
