package dev.eidetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the program says of itself.
class HelpTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "index", "search", "show", "stats", "verify", "delete", "export", "eval", "model", "demo",
        "bench"
      })
  void everyCommandExplainsItsExitCodes(String command) {
    var help = new Session(folder).run(command, "--help");
    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("Usage: eidetic " + command).contains("Exit codes:");
    assertThat(help.out()).doesNotContain("${"); // a variable that nobody filled in
    assertThat(help.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
    var overview = new Session(folder).run("--help");
    assertThat(overview.out()).contains("  " + command);
  }

  @Test
  void versionNamesWhatItIsBuiltOf() {
    var version = new Session(folder).run("--version");
    assertThat(version.code()).isZero();
    assertThat(version.out())
        .containsPattern("eidetic [0-9]+\\.[0-9]+")
        .containsPattern("Lucene 10\\.[0-9]+")
        .contains("Java " + System.getProperty("java.version"));
  }

  @Test
  void withoutACommandItShowsTheUsage() {
    var usage = new Session(folder).run();
    assertThat(usage.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(usage.out()).contains("Usage: eidetic");
  }

  @Test
  void theCompletionScriptKnowsCommandsAndOptions() {
    var script = new Session(folder).run("completion");
    assertThat(script.code()).isZero();
    assertThat(script.out()).contains("index").contains("--max-megapixels").contains("pull");
  }

  @Test
  void coloursComeOnTerminalsUnlessUnwanted() {
    var plain = new Session(folder).wide(100).run("--help");
    assertThat(plain.out()).doesNotContain("\u001b[");
    var coloured = new Session(folder).wide(100).with("NO_COLOR", "").run("--help");
    assertThat(coloured.out()).contains("\u001b[");
  }
}
