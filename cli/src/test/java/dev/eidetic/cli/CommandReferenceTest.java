package dev.eidetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/commands.md` is what the commands say of themselves; `-Deidetic.docs.update=true` writes
/// it anew.
class CommandReferenceTest {

  private static final Path REFERENCE = Path.of("../docs/commands.md");

  private static final List<String> COMMANDS =
      List.of(
          "index",
          "search",
          "explain",
          "show",
          "stats",
          "verify",
          "delete",
          "export",
          "duplicates",
          "calibrate",
          "tune",
          "compact",
          "migrate",
          "backup",
          "restore",
          "model",
          "model list",
          "model add",
          "model pull",
          "model show",
          "model verify",
          "model remove",
          "train",
          "eval",
          "eval diff",
          "serve",
          "key",
          "key add",
          "key list",
          "key remove",
          "demo",
          "bench",
          "bench ingest",
          "bench index",
          "completion");

  @TempDir private Path folder;

  @Test
  void theReferenceIsWhatTheCommandsSay() throws IOException {
    String reference = reference();
    if (Boolean.getBoolean("eidetic.docs.update")) {
      Files.writeString(REFERENCE, reference);
    }
    assertThat(REFERENCE).content().isEqualTo(reference);
  }

  private String reference() {
    var text = new StringBuilder();
    text.append("# Commands\n\nWhat `eidetic COMMAND --help` prints, in one place.\n");
    append(text, "");
    for (String command : COMMANDS) {
      append(text, command);
    }
    return text.toString();
  }

  private void append(StringBuilder text, String command) {
    String title = command.isEmpty() ? "eidetic" : "eidetic " + command;
    String line = command.isEmpty() ? "--help" : command + " --help";
    var help = new Session(folder).run(line.split(" ", -1));
    assertThat(help.code()).as(title).isZero();
    text.append("\n## ").append(title).append("\n\n```\n");
    help.out().lines().map(String::stripTrailing).forEach(each -> text.append(each).append('\n'));
    text.append("```\n");
  }
}
