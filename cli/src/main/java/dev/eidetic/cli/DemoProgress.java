package dev.eidetic.cli;

import dev.eidetic.demo.show.DemoListener;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Shows how the demo goes on: a bar that moves on a terminal, a line per step elsewhere.
final class DemoProgress implements DemoListener, AutoCloseable {

  private static final int WIDTH = 30;
  private static final long REDRAW_NANOS = 100_000_000;

  private final PrintWriter err;
  private final boolean isTerminal;
  private @Nullable Step current;
  private boolean isLineOpen;
  private long lastDrawn;

  DemoProgress(PrintWriter err, boolean isTerminal) {
    this.err = err;
    this.isTerminal = isTerminal;
  }

  @Override
  public void progress(Step step, long done, long total) {
    if (step != current) {
      current = step;
      isLineOpen = true;
      if (!isTerminal) {
        err.println(title(step));
        err.flush();
      }
    }
    boolean isDue = done == 0 || done == total || System.nanoTime() - lastDrawn > REDRAW_NANOS;
    if (isTerminal && isLineOpen && isDue) {
      draw(step, done, total);
    }
  }

  private void draw(Step step, long done, long total) {
    lastDrawn = System.nanoTime();
    int full = total == 0 ? WIDTH : (int) (WIDTH * done / total);
    err.printf(
        Locale.ROOT,
        "\r%-22s [%s%s] %d/%d",
        title(step),
        "#".repeat(full),
        " ".repeat(WIDTH - full),
        done,
        total);
    if (done == total) {
      err.println();
      isLineOpen = false;
    }
    err.flush();
  }

  private static String title(Step step) {
    return switch (step) {
      case DRAW -> "Drawing the catalogue";
      case INDEX -> "Indexing it";
      case SEARCH -> "Searching it";
      case SHOW -> "Writing the page";
    };
  }

  /// Ends a bar that a failure left in the middle.
  @Override
  public void close() {
    if (isTerminal && isLineOpen) {
      err.println();
      err.flush();
    }
  }
}
