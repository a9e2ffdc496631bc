package dev.eidetic.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.engine.relevance.MatchModel;
import dev.eidetic.engine.relevance.MatchModelFile;
import dev.eidetic.server.TestServer.Parts;
import dev.eidetic.server.settings.Setting;
import dev.eidetic.testkit.TestPictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Search over HTTP. The oracle is the picture itself: it is its own nearest neighbour, at 1.
class SearchTest {

  private static final String SEARCH = "/v1/collections/shop/search";
  private static final int PICTURES = 12;

  @TempDir private static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    server = TestServer.open(folder).collection("shop");
    var parts = new Parts();
    for (int i = 0; i < PICTURES; i++) {
      parts.field("fields", "{\"even\": %s}".formatted(i % 2 == 0)).file("file", "p" + i, file(i));
    }
    assertThat(server.postParts("/v1/collections/shop/images", parts).statusCode()).isEqualTo(200);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static byte[] file(int seed) {
    return TestPictures.file(seed, 96, 64, "png");
  }

  private static List<String> ids(HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return TestServer.list(TestServer.json(answer), "hits").stream()
        .map(hit -> String.valueOf(((Map<?, ?>) hit).get("id")))
        .toList();
  }

  private static double score(HttpResponse<String> answer) throws IOException {
    var first = TestServer.list(TestServer.json(answer), "hits").getFirst();
    return ((Number) TestServer.get(first, "score")).doubleValue();
  }

  @Test
  void aPictureFindsItselfFirst() throws IOException, InterruptedException {
    var found = server.post(SEARCH + "?count=3", "image/png", file(7));
    assertThat(ids(found)).hasSize(3).startsWith("p7");
    assertThat(score(found)).isCloseTo(1, within(1e-5));
  }

  @Test
  void anItemFindsOthersOnly() throws IOException, InterruptedException {
    var found = server.post(SEARCH, Map.of("like", List.of(Map.of("id", "p3")), "count", 100));
    assertThat(ids(found)).hasSize(PICTURES - 1).doesNotContain("p3");
  }

  @Test
  void theVectorOfAnUploadSearchesOnAsThePictureDid() throws IOException, InterruptedException {
    var first = server.post(SEARCH + "?count=4", "image/png", file(99));
    Object vector = TestServer.get(TestServer.get(TestServer.json(first), "vectors"), "image");
    var request = Map.of("like", List.of(Map.of("vector", vector)), "offset", 2, "count", 2);
    assertThat(ids(server.post(SEARCH, request))).isEqualTo(ids(first).subList(2, 4));
  }

  @Test
  void aFilterHoldsAndItsMistakesAreExplained() throws IOException, InterruptedException {
    var request = Map.of("like", List.of(Map.of("id", "p3")), "where", "even:true");
    assertThat(ids(server.post(SEARCH, request)))
        .hasSize(6)
        .allMatch(id -> id.matches("p(0|2|4|6|8|10)"));
    var wrong =
        server.post(SEARCH, Map.of("like", List.of(Map.of("id", "p3")), "where", "evem:true"));
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(TestServer.json(wrong).get("detail")).asString().contains("did you mean \"even\"?");
  }

  @Test
  void mixturesBendTheQuery() throws IOException, InterruptedException {
    var parts =
        new Parts()
            .field(
                "request",
                "{\"like\": [{\"upload\": \"mine\", \"weight\": 2}], \"unlike\": [{\"id\": \"p1\"}], \"explain\": true}")
            .file("mine", "whatever.png", file(5));
    var found = server.postParts(SEARCH, parts);
    assertThat(ids(found)).startsWith("p5").doesNotContain("p1");
    Object explanation = TestServer.get(TestServer.json(found), "explanation");
    var shares = (List<?>) TestServer.get(TestServer.get(explanation, "shares"), "1");
    assertThat(shares).as("cosine with each example").hasSize(2);
    assertThat(Double.parseDouble(String.valueOf(shares.getFirst()))).isCloseTo(1, within(1e-5));
  }

  @Test
  void aBoxSearchesByThatPartAlone() throws IOException, InterruptedException {
    var wide = new BufferedImage(192, 64, BufferedImage.TYPE_INT_RGB);
    wide.getGraphics().drawImage(TestPictures.draw(4, 96, 64), 0, 0, null);
    wide.getGraphics().drawImage(TestPictures.draw(8, 96, 64), 96, 0, null);
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(wide, "png", bytes);
    var left = server.post(SEARCH + "?box=0,0,0.5,1", "image/png", bytes.toByteArray());
    var right = server.post(SEARCH + "?box=0.5,0,0.5,1", "image/png", bytes.toByteArray());
    assertThat(ids(left)).startsWith("p4");
    assertThat(ids(right)).startsWith("p8");
    assertThat(score(right)).isCloseTo(1, within(1e-5));
  }

  @Test
  void aBoxOfAnItemIsCutFromItsFile() throws IOException, InterruptedException {
    var request =
        Map.of("like", List.of(Map.of("id", "p6", "box", List.of(0, 0, 1, 1))), "count", 1);
    assertThat(ids(server.post(SEARCH, request))).containsExactly("p6");
  }

  @Test
  void aCascadePutsTheFirstHitsIntoAnotherOrderAndSaysWhy()
      throws IOException, InterruptedException {
    var request =
        Map.of("like", List.of(Map.of("id", "p3")), "rerank", "superglobal", "explain", true);
    var found = server.post(SEARCH, request);
    assertThat(ids(found)).hasSize(10).doesNotContain("p3");
    Object explanation = TestServer.get(TestServer.json(found), "explanation");
    var report = ((List<?>) TestServer.get(explanation, "rerank")).getFirst();
    assertThat(TestServer.get(report, "outcome")).isEqualTo("ran");
    for (var hit : TestServer.list(TestServer.json(found), "hits")) {
      var stages = (List<?>) TestServer.get(hit, "stages");
      assertThat(stages).isNotEmpty();
      assertThat(TestServer.get(stages.getLast(), "score")).isEqualTo(TestServer.get(hit, "score"));
    }
    var byDetails =
        server.post(SEARCH + "?count=3&rerank=geometric&budgetMillis=500", "image/png", file(7));
    assertThat(ids(byDetails)).hasSize(3).startsWith("p7");
  }

  @Test
  void wrongCascadesSayWhatIsRight() throws IOException, InterruptedException {
    var like = List.of(Map.of("id", "p1"));
    assertProblem(Map.of("like", like, "rerank", "superglobl"), 400, "superglobal");
    assertProblem(Map.of("like", like, "rerank", "dba(k=1)"), 400, "try it with eval");
    assertProblem(Map.of("like", like, "rerank", "qe", "candidates", 1), 400, "candidates is 1");
    assertProblem(Map.of("like", like, "budgetMillis", 5), 400, "give a cascade");
    assertProblem(
        Map.of("like", like, "rerank", "qe", "budgetMillis", -1), 400, "budgetMillis is -1");
  }

  @Test
  void wrongRequestsSayWhatIsRight() throws IOException, InterruptedException {
    assertProblem(Map.of("like", List.of(Map.of("id", "p99"))), 404, "did you mean");
    assertProblem(Map.of("like", List.of(Map.of("vector", List.of(1, 2)))), 409, "has 2 numbers");
    assertProblem(Map.of("like", List.of(Map.of("text", "a cat"))), 422, "reads no text");
    assertProblem(Map.of("like", List.of(Map.of("id", "p1", "weight", 0))), 400, "weight is 0");
    assertProblem(Map.of("like", List.of(), "count", 5), 400, "at least one example");
    assertProblem(
        Map.of("like", List.of(Map.of("id", "p1")), "where", 7), 400, "\"where\" must be a string");
    assertProblem(Map.of("like", Collections.nCopies(65, Map.of("id", "p1"))), 400, "at most 64");
    assertProblem(Map.of("likes", List.of()), 400, "\"likes\" is unknown in a search");
    assertProblem(
        Map.of("like", List.of(Map.of("id", "p1")), "offset", 9_999, "count", 2), 400, "10000");
    assertProblem(Map.of("like", List.of(Map.of("upload", "mine"))), 400, "no file part");
    assertProblem(
        Map.of("like", List.of(Map.of("id", "p1", "box", List.of(0.9, 0, 0.5, 1)))),
        400,
        "inside it");
  }

  @Test
  void whereScoresWereLearnedHitsSayHowProbableTheyAre() throws IOException, InterruptedException {
    assertProblem(
        Map.of("like", List.of(Map.of("id", "p1")), "minProbability", 0.5),
        400,
        "has not learned what its scores mean");
    assertProblem(
        Map.of("like", List.of(Map.of("id", "p1")), "minProbability", 2), 400, "must be 0 to 1");
    var collection = folder.resolve("data/shop");
    // a score of 0.5 is as probable as not
    var model = new MatchModel(new float[0], dimension(), 0, -5, 10, 0, "kind", 30, Instant.EPOCH);
    MatchModelFile.write(collection, model);
    try {
      var all = hits(server.post(SEARCH + "?count=100", "image/png", file(7)));
      assertThat(all).hasSize(PICTURES);
      for (var hit : all) {
        double score = ((Number) TestServer.get(hit, "score")).doubleValue();
        double probability = ((Number) TestServer.get(hit, "probability")).doubleValue();
        assertThat(probability).isCloseTo(1 / (1 + Math.exp(5 - 10 * score)), within(1e-6));
      }
      var probable =
          hits(server.post(SEARCH + "?count=100&minProbability=0.5", "image/png", file(7)));
      assertThat(probable)
          .isEqualTo(
              all.stream()
                  .filter(hit -> ((Number) TestServer.get(hit, "score")).doubleValue() >= 0.5)
                  .toList())
          .hasSizeLessThan(PICTURES);
      assertThat(TestServer.json(server.get("/v1/collections/shop")))
          .containsEntry("calibratedBy", "kind");
    } finally {
      MatchModelFile.remove(collection);
    }
  }

  private static int dimension() throws IOException, InterruptedException {
    var space = TestServer.get(TestServer.json(server.get("/v1/collections/shop")), "space");
    return ((Number) TestServer.get(space, "dimension")).intValue();
  }

  private static List<?> hits(HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return TestServer.list(TestServer.json(answer), "hits");
  }

  private static void assertProblem(Map<String, ?> request, int status, String part)
      throws IOException, InterruptedException {
    var answer = server.post(SEARCH, request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(TestServer.json(answer).get("detail")).asString().contains(part);
  }

  @Test
  void theMapShowsEveryPictureOnce() throws IOException, InterruptedException {
    var map = TestServer.json(server.get("/v1/collections/shop/map?field=even"));
    assertThat(TestServer.list(map, "points"))
        .hasSize(PICTURES)
        .allSatisfy(
            point ->
                assertThat(((Number) TestServer.get(point, "x")).doubleValue()).isBetween(0.0, 1.0))
        .extracting(point -> TestServer.get(point, "id"))
        .doesNotHaveDuplicates();
  }

  @Test
  void valuesAreCountedWithinAFilter() throws IOException, InterruptedException {
    var all = server.get("/v1/collections/shop/values/even");
    assertThat(all.body()).contains("{\"value\":\"false\",\"items\":6}");
    var some = server.get("/v1/collections/shop/values/format?where=even:true");
    assertThat(TestServer.list(TestServer.json(some), "values"))
        .isEqualTo(List.of(Map.of("value", "png", "items", 6)));
  }

  @Test
  void searchesThatAreCheckedShowInStatusAndMetrics() throws IOException, InterruptedException {
    server.close();
    server = TestServer.open(folder, Map.of(Setting.SHADOW_SHARE, "1"));
    boolean isChecked = false;
    for (int i = 0; i < 1000 && !isChecked; i++) {
      server.post(SEARCH, Map.of("like", List.of(Map.of("id", "p3"))));
      isChecked = server.get("/v1/status").body().contains("\"recall\":{\"shop\":{");
    }
    assertThat(isChecked).isTrue();
    assertThat(server.get("/metrics").body()).contains("eidetic_recall{collection=\"shop\"} 1.0");
  }
}
