package dev.eidetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path parent;

  @Test
  void saysWhatItFoundWhereThePageIsAndWhatToTypeNext() {
    var folder = parent.resolve("demo");
    assertThat(run("--folder", folder.toString(), "--size", "32")).isZero();
    assertThat(folder.resolve("sheet.html")).isRegularFile();
    assertThat(out.toString())
        .containsPattern("(?m)^[+-]{5} {2}[01]\\.\\d0 {9}audio/product-\\d\\d.*\\.jpg$")
        .containsPattern("(?m)^ +[01]\\.\\d\\d +mean of these 12$")
        .containsPattern("All 288 pictures as queries: precision@5 [01]\\.\\d{3}, first hit right")
        .contains("Drawn 288, kept 0 in ", "Indexed 288, unchanged 0, refused 0 in ")
        .contains("Look at it: " + folder.resolve("sheet.html").toUri())
        .contains("  ./eidetic search --collection " + folder.resolve("collection") + " ")
        .doesNotContain("from an earlier run");
    assertThat(err)
        .hasToString(
            lines("Drawing the catalogue", "Indexing it", "Searching it", "Writing the page"));
  }

  @Test
  void namesTheLimitsOfTheSize() {
    assertThat(run("--folder", parent.resolve("demo").toString(), "--size", "2"))
        .isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("size is 2; pictures are 16 to 4096 pixels wide");
  }

  private int run(String... arguments) {
    var words = new ArrayList<String>(List.of("demo"));
    words.addAll(List.of(arguments));
    var terminal =
        new Terminal(
            new PrintWriter(out),
            new PrintWriter(err),
            new BufferedReader(new StringReader("")),
            Optional.empty(),
            Optional.empty(),
            false,
            parent,
            Map.of());
    return Main.run(terminal, words.toArray(String[]::new));
  }

  private static String lines(String... lines) {
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }
}
