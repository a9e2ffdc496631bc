package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Formats;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.Refusal;
import dev.eidetic.engine.ingest.IngestReport;
import dev.eidetic.engine.sheet.VisibleText;
import dev.eidetic.engine.summary.RefusalGroup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What `eidetic index` says at the end.
final class IndexSummary {

  private static final int EXAMPLES = 5;

  private final Terminal terminal;
  private final Collection collection;

  IndexSummary(Terminal terminal, Collection collection) {
    this.terminal = terminal;
    this.collection = collection;
  }

  void print(IngestReport report, String root) throws IOException {
    var progress = report.progress();
    line("added", progress.added());
    if (progress.replaced() > 0) {
      line("replaced", progress.replaced());
    }
    line("unchanged", progress.unchanged());
    if (report.pruned() > 0) {
      line("pruned", report.pruned());
    }
    if (progress.refused() > 0) {
      line("refused", progress.refused());
      printRefused(report, root);
    }
    if (report.unmatchedRows() > 0) {
      line("unmatched", report.unmatchedRows());
      terminal.line("    rows of the metadata that belong to none of these files");
    }
    double rate = 1e9 * progress.done() / Math.max(1, report.time().toNanos());
    terminal.line(
        "%s in the collection; %s, %s files/s"
            .formatted(items(), Formats.time(report.time()), Formats.rate(rate)));
    if (progress.found() == 0) {
      terminal.line(
          "no file was found in %s; is it the right folder?".formatted(VisibleText.of(root)));
    } else if (report.isComplete()) {
      terminal.line(
          "next: eidetic search -c %s IMAGE"
              .formatted(VisibleText.of(Formats.shellWord(collection.folder().toString()))));
    }
  }

  private void line(String label, long count) {
    terminal.line("  %-9s %12s".formatted(label, Formats.count(count)));
  }

  private String items() throws IOException {
    try (var now = collection.snapshot()) {
      return Formats.counted(now.size(), "item", "items");
    }
  }

  /// What is in quarantine from this folder was refused by this run, for each run tries again.
  private void printRefused(IngestReport report, String root) throws IOException {
    List<Refusal> ofThisRun = new ArrayList<>();
    try (var now = collection.snapshot()) {
      for (var refusal : now.refusals()) {
        if (refusal.root().equals(root) && report.refusedBy().containsKey(refusal.reason())) {
          ofThisRun.add(refusal);
        }
      }
    }
    RefusalText.print(terminal, RefusalGroup.of(ofThisRun), EXAMPLES);
  }
}
