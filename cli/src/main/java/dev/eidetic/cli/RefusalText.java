package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Formats;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.engine.sheet.VisibleText;
import dev.eidetic.engine.summary.RefusalGroup;
import java.util.List;

/// Refused files by reason, as people read them.
final class RefusalText {

  private RefusalText() {}

  /// @param examples how many files of each reason are shown
  static void print(Terminal terminal, List<RefusalGroup> groups, int examples) {
    for (var group : groups) {
      var refusals = group.refusals();
      terminal.line("    %s: %s".formatted(group.reason().label(), Formats.count(refusals.size())));
      for (var refusal : refusals.subList(0, Math.min(examples, refusals.size()))) {
        terminal.line(
            terminal.dim(
                "      %s: %s"
                    .formatted(VisibleText.of(refusal.id()), VisibleText.of(refusal.message()))));
      }
      if (refusals.size() > examples) {
        terminal.line(
            terminal.dim(
                "      … and %s more".formatted(Formats.count(refusals.size() - examples))));
      }
    }
  }
}
