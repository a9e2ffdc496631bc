package dev.eidetic.cli.train;

import dev.eidetic.cli.terminal.Formats;
import dev.eidetic.cli.terminal.ProgressLine;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.train.trainer.EpochReport;
import dev.eidetic.train.trainer.TrainingListener;
import java.time.Duration;
import java.util.Locale;

/// Shows how a training goes on: a line that is written again, and one line per epoch.
final class TrainProgress implements TrainingListener {

  private final Terminal terminal;
  private final boolean isQuiet;
  private final ProgressLine line;
  private final long begin = System.nanoTime();
  private long firstStep = -1;

  TrainProgress(Terminal terminal, boolean isQuiet) {
    this.terminal = terminal;
    this.isQuiet = isQuiet;
    this.line = new ProgressLine(terminal, isQuiet);
  }

  @Override
  public void stepDone(StepReport report) {
    if (firstStep < 0) {
      firstStep = report.step() - 1;
    }
    line.show(() -> text(report));
  }

  private String text(StepReport report) {
    double nanosPerStep = (System.nanoTime() - begin) / (double) (report.step() - firstStep);
    var left = Duration.ofNanos((long) (nanosPerStep * (report.steps() - report.step())));
    return String.format(
        Locale.ROOT,
        "epoch %d, step %d of %d, loss %.4f, %.0f images/s, %s left",
        report.epoch(),
        report.step(),
        report.steps(),
        report.loss(),
        report.imagesPerSecond(),
        Formats.time(left));
  }

  @Override
  public void epochDone(EpochReport report) {
    var text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "epoch %d: loss %.4f", report.epoch(), report.loss()));
    report
        .metrics()
        .forEach(
            (label, value) -> text.append(String.format(Locale.ROOT, ", %s %.4f", label, value)));
    text.append(String.format(Locale.ROOT, ", %.0f images/s", report.imagesPerSecond()));
    note(text.toString());
  }

  void note(String text) {
    if (!isQuiet) {
      line.clear();
      terminal.note(text);
    }
  }

  void clear() {
    line.clear();
  }
}
