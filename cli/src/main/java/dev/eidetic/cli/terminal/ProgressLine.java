package dev.eidetic.cli.terminal;

import java.time.Duration;
import java.util.function.Supplier;

/// Says how far something is: on a terminal in one line that is written again and again, else in a
/// new line every ten seconds. Belongs to one thread.
public final class ProgressLine {

  private static final long REWRITE_NANOS = Duration.ofMillis(100).toNanos();
  private static final long PLAIN_NANOS = Duration.ofSeconds(10).toNanos();
  private static final String ERASE_LINE = "\r\u001b[K";

  private final Terminal terminal;
  private final boolean isSilent;
  private long lastNanos;
  private boolean isOnScreen;

  /// @param isSilent true to write nothing at all
  public ProgressLine(Terminal terminal, boolean isSilent) {
    this.terminal = terminal;
    this.isSilent = isSilent;
    this.lastNanos = System.nanoTime();
  }

  /// Shows the text if it is time for it.
  ///
  /// @param text one line; asked for only when it is shown
  public void show(Supplier<String> text) {
    var width = terminal.errorWidth();
    long now = System.nanoTime();
    if (isSilent || now - lastNanos < (width.isPresent() ? REWRITE_NANOS : PLAIN_NANOS)) {
      return;
    }
    lastNanos = now;
    if (width.isPresent()) {
      terminal.err().print(ERASE_LINE + DisplayWidth.start(text.get(), width.get() - 1));
      terminal.err().flush();
      isOnScreen = true;
    } else {
      terminal.note(text.get());
    }
  }

  /// Removes the line, so that something else can be written.
  public void clear() {
    if (isOnScreen) {
      terminal.err().print(ERASE_LINE);
      terminal.err().flush();
      isOnScreen = false;
    }
  }
}
