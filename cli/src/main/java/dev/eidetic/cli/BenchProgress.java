package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Formats;
import dev.eidetic.cli.terminal.ProgressLine;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.engine.bench.index.IndexBenchmark;
import dev.eidetic.engine.bench.index.IndexMeasurement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/// How far a measurement of indexes is, in one line. Any thread may report.
final class BenchProgress {

  private static final int BAR_WIDTH = 20;

  private final Terminal terminal;
  private final ProgressLine line;
  private String stage = "";
  private long stageStart;

  BenchProgress(Terminal terminal) {
    this.terminal = terminal;
    this.line = new ProgressLine(terminal, false);
  }

  /// Takes a measurement.
  interface Sink {
    void accept(IndexMeasurement measurement) throws IOException;
  }

  /// @param name of the index
  IndexBenchmark.Listener listener(String name, Sink sink) {
    return new IndexBenchmark.Listener() {
      @Override
      public void building(String stage, long done, long total) {
        show(name + ": " + stage, "", done, total);
      }

      @Override
      public void measured(IndexMeasurement measurement) {
        try {
          sink.accept(measurement);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        note(
            "%s %s: recall %.4f, %s queries/s"
                .formatted(
                    name,
                    measurement.setting(),
                    measurement.recallAtCount(),
                    Formats.rate(measurement.speed().perSecond())));
      }
    };
  }

  synchronized void show(String what, String unit, long done, long total) {
    long now = System.nanoTime();
    if (!what.equals(stage)) {
      stage = what;
      stageStart = now;
    }
    line.show(() -> text(what, unit, done, total, now - stageStart));
  }

  private String text(String what, String unit, long done, long total, long nanos) {
    var text = new StringBuilder();
    if (total > 0 && terminal.errorWidth().isPresent()) {
      int full = (int) Math.min(BAR_WIDTH, BAR_WIDTH * done / total);
      text.append("[%s%s] ".formatted("#".repeat(full), " ".repeat(BAR_WIDTH - full)));
    }
    text.append(what);
    if (total > 0) {
      text.append(" ").append(Formats.count(done)).append(" of ").append(Formats.count(total));
      text.append(unit.isEmpty() ? "" : " " + unit);
    }
    if (0 < done && done < total) {
      var left = Duration.ofNanos((long) ((double) nanos / done * (total - done)));
      text.append(", ").append(Formats.time(left)).append(" left");
    }
    return text.toString();
  }

  private synchronized void note(String text) {
    line.show(() -> text);
  }

  synchronized void clear() {
    line.clear();
  }
}
