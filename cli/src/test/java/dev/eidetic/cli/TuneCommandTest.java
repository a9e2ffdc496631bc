package dev.eidetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.testkit.TestPictures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A collection that is scanned; what indexes do is tested in the engine.
class TuneCommandTest {

  @TempDir private Path folder;

  @BeforeEach
  void makeCollection() throws IOException {
    for (int i = 0; i < 25; i++) {
      TestPictures.write(folder.resolve("p/%d.png".formatted(i)), i);
    }
    assertThat(run("index", "p", "--model", "classic").code()).isZero();
  }

  private Session.Result run(String... arguments) {
    return new Session(folder).run(arguments);
  }

  @Test
  void aGoalIsSetShownAndForgotten() throws IOException {
    var tuned = run("tune", "-c", "p", "--recall", "0.98");
    assertThat(tuned.code()).as(tuned.err()).isZero();
    assertThat(tuned.out()).contains("recall@10", "1.0000", "chosen", "reach the goal");
    assertThat(run("stats", "-c", "p").out())
        .contains("goal        recall 0.98: 1.0000 found with beam 10");
    var json = run("stats", "-c", "p", "--json").json();
    assertThat(json.get("goal")).isInstanceOf(Map.class);
    assertThat(run("tune", "-c", "p", "--forget").out()).contains("forgotten");
    assertThat(run("stats", "-c", "p").out()).doesNotContain("goal ");
    assertThat(run("tune", "-c", "p", "--forget").out()).contains("nothing to forget");
  }

  @Test
  void whatCannotBeReachedIsSaid() throws IOException {
    var slow = run("tune", "-c", "p", "--recall", "0.98", "--latency", "0.001ms");
    assertThat(slow.code()).as(slow.err()).isEqualTo(ExitCodes.PARTIAL);
    assertThat(slow.out()).contains("the recall is reached, not the latency");
    var json = run("tune", "-c", "p", "--recall", "0.98", "--json").json();
    assertThat(json).containsEntry("is_met", true).containsEntry("items", 25);
  }

  @Test
  void wrongGoalsAreRefused() {
    assertThat(run("tune", "-c", "p", "--recall", "1.5").err())
        .contains("recall is 1.5; it must be above 0 and below 1");
    assertThat(run("tune", "-c", "p").code()).isEqualTo(ExitCodes.USAGE);
    assertThat(run("tune", "-c", "p", "--recall", "0.9", "--queries", "3").err())
        .contains("at least 20");
  }
}
