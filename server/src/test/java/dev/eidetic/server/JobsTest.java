package dev.eidetic.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.server.settings.Setting;
import dev.eidetic.testkit.TestPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Taking in a folder of the server as a job.
class JobsTest {

  private static final String JOBS = "/v1/collections/shop/jobs";

  @TempDir private Path folder;
  private Path photos;

  @BeforeEach
  void takePhotographs() throws IOException {
    photos = folder.resolve("photos");
    for (int i = 0; i < 20; i++) {
      TestPictures.write(photos.resolve("a/p%d.png".formatted(i)), i);
    }
    Files.writeString(photos.resolve("a/notes.png"), "no picture");
  }

  private TestServer open() throws IOException {
    return TestServer.open(folder, Map.of(Setting.ALLOW_FOLDER, photos.toString()));
  }

  @Test
  void eventsFollowAJobToItsEnd() throws IOException, InterruptedException {
    try (var server = open().collection("shop")) {
      var started = server.post(JOBS, Map.of("folder", photos.toString()));
      assertThat(started.statusCode()).isEqualTo(202);
      String job = started.headers().firstValue("Location").orElseThrow();
      var events = server.get(job + "/events");
      assertThat(events.headers().firstValue("Content-Type")).hasValue("text/event-stream");
      var last = events.body().strip().lines().toList();
      assertThat(last.get(last.size() - 2)).isEqualTo("event: end");
      var end = JSON.std.mapFrom(last.getLast().substring("data: ".length()));
      assertThat(end).containsEntry("state", "done");
      assertThat(end.get("progress"))
          .asInstanceOf(InstanceOfAssertFactories.MAP)
          .containsEntry("added", 20)
          .containsEntry("refused", 1);
      assertThat(server.get("/v1/collections/shop/quarantine").body()).contains("a/notes.png");
      assertThat(server.get(job).body())
          .as("paths of the server stay on it")
          .doesNotContain(photos.toString());
      assertThat(server.delete(job).statusCode()).as("it has ended").isEqualTo(409);
    }
  }

  @Test
  void aJobThatWasCutOffGoesOnWithTheNextServer() throws IOException, InterruptedException {
    try (var server = open().collection("shop")) {
      assertThat(server.get("/v1/jobs").body()).isEqualTo("{\"jobs\":[]}");
    }
    Files.writeString(
        folder.resolve("data/shop/unfinished-job.json"),
        JSON.std.asString(Map.of("folder", photos.toString(), "prune", false)));
    try (var server = open()) {
      var jobs = TestServer.list(TestServer.json(server.get("/v1/jobs")), "jobs");
      String id = String.valueOf(((Map<?, ?>) jobs.getFirst()).get("id"));
      server.get("/v1/jobs/" + id + "/events");
      assertThat(server.get("/v1/collections/shop").body()).contains("\"items\":20");
    }
    assertThat(folder.resolve("data/shop/unfinished-job.json")).doesNotExist();
  }

  @Test
  void linksOutOfAnAllowedFolderAreNotFollowed() throws IOException, InterruptedException {
    TestPictures.write(folder.resolve("private/secret.png"), 900);
    Files.createSymbolicLink(photos.resolve("out"), folder.resolve("private"));
    Files.createSymbolicLink(photos.resolve("out.png"), folder.resolve("private/secret.png"));
    try (var server = open().collection("shop")) {
      var started = server.post(JOBS, Map.of("folder", photos.toString()));
      server.get(started.headers().firstValue("Location").orElseThrow() + "/events");
      assertThat(server.get("/v1/collections/shop").body()).contains("\"items\":20");
      assertThat(server.get("/v1/collections/shop/quarantine").body())
          .contains("its link leads out of the folder");
    }
  }

  @Test
  void aCollectionThatIsTakenInIsNotTakenInTwice() throws IOException, InterruptedException {
    for (int i = 0; i < 150; i++) {
      TestPictures.write(photos.resolve("b/p%d.png".formatted(i)), 100 + i);
    }
    try (var server = open().collection("shop")) {
      var first = server.post(JOBS, Map.of("folder", photos.toString()));
      var second = server.post(JOBS, Map.of("folder", photos.toString()));
      String job = first.headers().firstValue("Location").orElseThrow();
      var cancelled = server.delete(job);
      boolean wasQuick = server.get(job).body().contains("\"done\"");
      if (!wasQuick) {
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(cancelled.statusCode()).isEqualTo(202);
      }
      server.get(job + "/events");
      assertThat(TestServer.json(server.get(job)).get("state")).isIn("cancelled", "done");
    }
    assertThat(folder.resolve("data/shop/unfinished-job.json")).doesNotExist();
  }
}
