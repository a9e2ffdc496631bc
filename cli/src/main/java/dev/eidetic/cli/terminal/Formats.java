package dev.eidetic.cli.terminal;

import java.time.Duration;
import java.util.Locale;

/// Numbers, sizes, times and names as people read them.
public final class Formats {

  private static final String ELLIPSIS = "…";
  private static final String SHELL_SAFE = "@%+=:,./-_~";

  private Formats() {}

  /// `12,403`.
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /// `57.3`; no decimals from 1000 on.
  public static String rate(double perSecond) {
    return String.format(Locale.ROOT, perSecond >= 1000 ? "%,.0f" : "%.1f", perSecond);
  }

  /// `812 bytes`, `3.4 MB`; powers of 1000, as disks are sold.
  public static String bytes(long bytes) {
    if (bytes < 1000) {
      return bytes + " bytes";
    }
    double size = bytes;
    String units = "kMGTPE";
    int unit = -1;
    while (size >= 999.95) {
      size /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %sB", size, units.charAt(unit));
  }

  /// `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`.
  public static String time(Duration time) {
    long seconds = Math.round(time.toMillis() / 1000.0);
    if (time.toMillis() < 9_950) {
      return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return "%d min %d s".formatted(seconds / 60, seconds % 60);
    }
    return "%d h %d min".formatted(seconds / 3600, seconds / 60 % 60);
  }

  /// `1 file`, `12,403 files`.
  public static String counted(long number, String one, String many) {
    return number == 1 ? "1 " + one : count(number) + " " + many;
  }

  /// Cuts out of the middle, where paths say least.
  ///
  /// @param width columns, at least 3
  public static String shorten(String text, int width) {
    if (DisplayWidth.of(text) <= width) {
      return text;
    }
    int tail = width * 2 / 3; // the end of a path says more than its start
    int head = width - tail - 1;
    return DisplayWidth.start(text, head) + ELLIPSIS + DisplayWidth.end(text, tail);
  }

  /// A word of a command line, quoted for the shell where it must be.
  public static String shellWord(String word) {
    boolean isPlain =
        !word.isEmpty()
            && word.chars()
                .allMatch(c -> Character.isLetterOrDigit(c) || SHELL_SAFE.indexOf(c) >= 0);
    return isPlain ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
