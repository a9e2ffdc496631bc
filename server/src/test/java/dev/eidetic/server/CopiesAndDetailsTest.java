package dev.eidetic.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.server.TestServer.Parts;
import dev.eidetic.testkit.TestPictures;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Jobs that find copies and describe details, and what is made of them. `a.png` is there again as
/// `again.png`, smaller as `small.png`, and as a part of `wall.png`; `b.png` is another picture.
class CopiesAndDetailsTest {

  private static final String SHOP = "/v1/collections/shop";
  private static final String SEARCH = SHOP + "/search";

  @TempDir private Path folder;
  private TestServer server;

  @BeforeEach
  void open() throws IOException, InterruptedException {
    server = TestServer.open(folder).collection("shop");
    var wall = TestPictures.draw(2, 640, 480);
    var graphics = wall.createGraphics();
    graphics.drawImage(TestPictures.draw(1, 300, 200), 170, 140, null);
    graphics.dispose();
    var parts =
        new Parts()
            .file("file", "a.png", TestPictures.file(1, 300, 200, "png"))
            .file("file", "again.png", TestPictures.file(1, 300, 200, "png"))
            .file("file", "small.png", png(small()))
            .file("file", "wall.png", png(wall))
            .file("file", "b.png", TestPictures.file(3, 300, 200, "png"));
    assertThat(server.postParts(SHOP + "/images", parts).statusCode()).isEqualTo(200);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private static BufferedImage small() {
    var small = new BufferedImage(270, 180, BufferedImage.TYPE_INT_RGB);
    var graphics = small.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(TestPictures.draw(1, 300, 200), 0, 0, 270, 180, null);
    graphics.dispose();
    return small;
  }

  private static byte[] png(BufferedImage picture) throws IOException {
    try (var out = new ByteArrayOutputStream()) {
      ImageIO.write(picture, "png", out);
      return out.toByteArray();
    }
  }

  /// Runs a job to its end.
  private Map<String, Object> job(Map<String, ?> order) throws IOException, InterruptedException {
    var started = server.post(SHOP + "/jobs", order);
    assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
    String job = started.headers().firstValue("Location").orElseThrow();
    server.get(job + "/events");
    return TestServer.json(server.get(job));
  }

  private List<List<Object>> groups() throws IOException, InterruptedException {
    var answer = server.get(SHOP + "/duplicates");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    var groups = new ArrayList<List<Object>>();
    for (var group : TestServer.list(TestServer.json(answer), "groups")) {
      groups.add(
          ((List<?>) TestServer.get(group, "images"))
              .stream().map(image -> TestServer.get(image, "id")).toList());
    }
    return groups;
  }

  private static List<Object> ids(HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return TestServer.list(TestServer.json(answer), "hits").stream()
        .map(hit -> TestServer.get(hit, "id"))
        .toList();
  }

  @Test
  void aJobFindsCopiesAndTheyAreListed() throws IOException, InterruptedException {
    var before = server.get(SHOP + "/duplicates");
    assertThat(before.body()).isEqualTo("{\"groups\":[]}");
    var job = job(Map.of("type", "duplicates", "kind", "near"));
    assertThat(job).containsEntry("state", "done").containsEntry("type", "duplicates");
    assertThat(TestServer.get(TestServer.get(job, "report"), "copies")).isEqualTo(2);
    assertThat(groups())
        .singleElement()
        .satisfies(
            group ->
                assertThat(group)
                    .startsWith("a.png")
                    .containsExactlyInAnyOrder("a.png", "again.png", "small.png"));
    var page = server.get(SHOP + "/duplicates?offset=1");
    assertThat(TestServer.list(TestServer.json(page), "groups")).isEmpty();
    assertThat(server.get(SHOP + "/duplicates?count=0").statusCode()).isEqualTo(400);
  }

  @Test
  void whatIsNoCopyLeavesItsGroupForGood() throws IOException, InterruptedException {
    job(Map.of("type", "duplicates", "kind", "near"));
    var verdict = Map.of("id", "small.png", "notCopyOf", List.of("a.png", "again.png"));
    assertThat(server.post(SHOP + "/duplicates/verdicts", verdict).statusCode()).isEqualTo(204);
    assertThat(groups()).containsExactly(List.of("a.png", "again.png"));
    job(Map.of("type", "duplicates", "kind", "near"));
    assertThat(groups()).containsExactly(List.of("a.png", "again.png"));
    var same = Map.of("id", "a.png", "notCopyOf", List.of("again.png"));
    assertThat(server.post(SHOP + "/duplicates/verdicts", same).statusCode()).isEqualTo(422);
    var unknown = Map.of("id", "a.png", "notCopyOf", List.of("c.png"));
    assertThat(server.post(SHOP + "/duplicates/verdicts", unknown).statusCode()).isEqualTo(404);
    var empty = Map.of("id", "a.png", "notCopyOf", List.of());
    assertThat(server.post(SHOP + "/duplicates/verdicts", empty).statusCode()).isEqualTo(400);
  }

  @Test
  void deletedCopiesLeaveTheirGroup() throws IOException, InterruptedException {
    job(Map.of("type", "duplicates", "kind", "near"));
    server.delete(SHOP + "/images/a.png");
    assertThat(groups())
        .singleElement()
        .satisfies(group -> assertThat(group).containsExactlyInAnyOrder("again.png", "small.png"));
    server.delete(SHOP + "/images/small.png");
    assertThat(groups()).isEmpty();
  }

  @Test
  void picturesAreFoundByTheirDetailsOnceAJobHasDescribedThem()
      throws IOException, InterruptedException {
    byte[] small = png(small());
    var early = server.post(SEARCH + "?local=true", "image/png", small);
    assertThat(early.statusCode()).isEqualTo(409);
    assertThat(early.body()).contains("start a job of type details");
    var job = job(Map.of("type", "details"));
    assertThat(job).containsEntry("state", "done");
    assertThat(TestServer.get(TestServer.get(job, "report"), "described")).isEqualTo(4);
    var found = server.post(SEARCH + "?local=true&count=4&explain=true", "image/png", small);
    assertThat(ids(found)).containsExactlyInAnyOrder("a.png", "again.png", "small.png", "wall.png");
    var how = TestServer.get(TestServer.get(TestServer.json(found), "explanation"), "local");
    assertThat(TestServer.get(how, "pictures")).isEqualTo(4);
    var like = List.of(Map.of("id", "small.png"));
    assertThat(ids(server.post(SEARCH, Map.of("like", like, "local", true, "count", 3))))
        .containsExactlyInAnyOrder("a.png", "again.png", "wall.png");
    assertThat(
            ids(
                server.post(
                    SEARCH,
                    Map.of("like", like, "local", true, "rerank", "geometric", "count", 3))))
        .containsExactlyInAnyOrder("a.png", "again.png", "wall.png");
    server.delete(SHOP + "/images/wall.png");
    assertThat(ids(server.post(SEARCH, Map.of("like", like, "local", true))))
        .doesNotContain("wall.png")
        .contains("a.png");
  }

  @Test
  void whatCannotBeFoundByDetailsIsSaid() throws IOException, InterruptedException {
    job(Map.of("type", "details"));
    var vector = new ArrayList<Double>();
    for (int i = 0; i < 256; i++) {
      vector.add(0.1);
    }
    var byVector =
        server.post(SEARCH, Map.of("like", List.of(Map.of("vector", vector)), "local", true));
    assertThat(byVector.statusCode()).as(byVector.body()).isEqualTo(422);
    assertThat(byVector.body()).contains("goes by a whole picture");
    var two = List.of(Map.of("id", "a.png"), Map.of("id", "b.png"));
    var byTwo = server.post(SEARCH, Map.of("like", two, "local", true));
    assertThat(byTwo.statusCode()).isEqualTo(400);
    assertThat(byTwo.body()).contains("there are 2 examples");
    var sure = Map.of("like", List.of(Map.of("id", "a.png")), "local", true, "minProbability", 0.5);
    assertThat(server.post(SEARCH, sure).statusCode()).isEqualTo(400);
  }

  @Test
  void ordersThatMeanNothingAreRefused() throws IOException, InterruptedException {
    assertThat(server.post(SHOP + "/jobs", Map.of("type", "sweep")).statusCode()).isEqualTo(422);
    var kind = server.post(SHOP + "/jobs", Map.of("type", "duplicates", "kind", "alike"));
    assertThat(kind.statusCode()).isEqualTo(400);
    assertThat(kind.body()).contains("it is exact, near, edited or scene");
    assertThat(server.post(SHOP + "/jobs", Map.of("type", "ingest")).statusCode()).isEqualTo(400);
    var failed = job(Map.of("type", "duplicates", "where", "nofield:1"));
    assertThat(failed).containsEntry("state", "failed");
    assertThat(String.valueOf(failed.get("failure"))).contains("nofield");
  }

  @Test
  void aJobThatWasCutOffGoesOnWithTheNextServer() throws IOException, InterruptedException {
    server.close();
    Files.writeString(
        folder.resolve("data/shop/unfinished-job.json"),
        JSON.std.asString(
            Map.of("type", "duplicates", "where", "", "kind", "near", "keep", "oldest")));
    server = TestServer.open(folder);
    var jobs = TestServer.list(TestServer.json(server.get("/v1/jobs")), "jobs");
    server.get("/v1/jobs/" + TestServer.get(jobs.getFirst(), "id") + "/events");
    assertThat(groups()).hasSize(1);
    assertThat(folder.resolve("data/shop/unfinished-job.json")).doesNotExist();
  }
}
