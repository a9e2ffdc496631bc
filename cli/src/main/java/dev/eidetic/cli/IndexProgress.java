package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Formats;
import dev.eidetic.cli.terminal.ProgressLine;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.engine.ingest.IngestProgress;
import dev.eidetic.engine.ingest.Pace;

/// How far an ingest is, in one line.
final class IndexProgress {

  private static final int BAR_WIDTH = 20;

  private final Terminal terminal;
  private final boolean isQuiet;
  private final ProgressLine line;
  private final Pace pace = new Pace();
  private volatile boolean isStopping;

  IndexProgress(Terminal terminal, boolean isQuiet) {
    this.terminal = terminal;
    this.isQuiet = isQuiet;
    this.line = new ProgressLine(terminal, isQuiet);
  }

  void show(IngestProgress progress) {
    pace.see(progress, System.nanoTime());
    if (!isStopping) {
      line.show(() -> text(progress));
    }
  }

  private String text(IngestProgress progress) {
    var text = new StringBuilder();
    if (progress.isCountDone() && progress.found() > 0 && terminal.errorWidth().isPresent()) {
      // Files may appear while others are encoded.
      int full = (int) Math.min(BAR_WIDTH, BAR_WIDTH * progress.done() / progress.found());
      text.append("[%s%s] ".formatted("#".repeat(full), " ".repeat(BAR_WIDTH - full)));
    }
    text.append(Formats.count(progress.done()));
    text.append(" of ").append(Formats.count(progress.found()));
    text.append(progress.isCountDone() ? "" : " found so far");
    if (pace.perSecond() > 0) {
      text.append(", ").append(Formats.rate(pace.perSecond())).append(" images/s");
    }
    pace.timeLeft().ifPresent(left -> text.append(", ").append(Formats.time(left)).append(" left"));
    if (progress.refused() > 0) {
      text.append(", ").append(Formats.count(progress.refused())).append(" refused");
    }
    return text.append(", ").append(Formats.count(progress.saved())).append(" saved").toString();
  }

  /// The user wants to stop. Called by another thread.
  void stopping() {
    isStopping = true;
    if (!isQuiet) {
      terminal.note("");
      terminal.note("stopping: what is begun is finished and saved; Ctrl-C again ends at once");
    }
  }

  void end() {
    line.clear();
  }
}
