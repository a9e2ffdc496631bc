package dev.eidetic.cli;

import static dev.eidetic.cli.Session.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.testkit.TestPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Thirty drawings in two formats each, with a table that says which belong together.
class CalibrateCommandTest {

  @TempDir private Path folder;
  private Session session;

  @BeforeEach
  void index() throws IOException {
    session = new Session(folder);
    var lines = new ArrayList<>(List.of("image,drawing"));
    for (int seed = 0; seed < 30; seed++) {
      for (String format : List.of("png", "jpg")) {
        String name = "d%02d.%s".formatted(seed, format);
        var file = folder.resolve("p").resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, TestPictures.file(seed, 96, 64, format));
        lines.add("%s,drawing %d".formatted(name, seed));
      }
    }
    Files.write(folder.resolve("p.csv"), lines);
    var index =
        session.run(
            "index", "p", "-c", "c", "--metadata", "p.csv", "--key", "image", "--model", "classic");
    assertThat(index.code()).as(index.err()).isZero();
  }

  @Test
  void learnsFromAFieldAndSearchesThenShowAndCutByProbability() throws IOException {
    var before = session.run("search", "-c", "c", "id:d03.png", "--min-probability", "0.5");
    assertThat(before.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(before.err()).contains("let it: eidetic calibrate --same FIELD");

    var dry = session.run("calibrate", "-c", "c", "--same", "drawing", "--dry-run");
    assertThat(dry.code()).as(dry.err()).isZero();
    assertThat(dry.err()).contains("nothing was changed");
    assertThat(session.run("search", "-c", "c", "id:d03.png").out()).doesNotContain("match");

    var learned = session.run("calibrate", "-c", "c", "--same", "drawing", "--json");
    assertThat(learned.code()).as(learned.err()).isZero();
    assertThat(number(learned.json().get("items"))).isEqualTo(60);
    assertThat(number(learned.json().get("probability_f1"))).isGreaterThan(0.9);

    var search = session.run("search", "-c", "c", "id:d03.png");
    assertThat(search.out()).contains("match").contains(" % ");
    var probable =
        session.run("search", "-c", "c", "id:d03.png", "--min-probability", "0.5", "--json");
    assertThat(probable.jsonList("hits"))
        .extracting(hit -> hit.get("id"))
        .containsExactly("d03.jpg");
    assertThat(number(probable.jsonList("hits").getFirst().get("probability"))).isBetween(0.5, 1.0);

    assertThat(session.run("stats", "-c", "c", "--json").json())
        .containsEntry("calibrated_by", "drawing");
    assertThat(session.run("stats", "-c", "c").out())
        .contains("probabilities learned from field drawing");

    assertThat(session.run("calibrate", "-c", "c", "--remove").out()).contains("forgotten");
    assertThat(session.run("calibrate", "-c", "c", "--remove").out()).contains("nothing to forget");
  }

  @Test
  void mistakesSayWhatIsRight() {
    var neither = session.run("calibrate", "-c", "c");
    assertThat(neither.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(neither.err()).contains("give --same FIELD to learn, or --remove to forget");
    var unknown = session.run("calibrate", "-c", "c", "--same", "drawin");
    assertThat(unknown.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(unknown.err()).contains("drawing");
    var few = session.run("calibrate", "-c", "c", "--same", "drawing", "--where", "id:d03*");
    assertThat(few.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(few.err()).contains("at least 20 items and 2 values are needed");
  }
}
