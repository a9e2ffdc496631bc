package dev.eidetic.vectors;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;

/// How arguments are refused: subject, value, rule, remedy.
public final class Preconditions {

  private Preconditions() {}

  /// Refuses a caller's mistake.
  ///
  /// @param holds what the caller owed
  /// @param message for `String.format`, such as `count is %d; it must be at least 1`
  /// @throws IllegalArgumentException with that message if it does not hold
  @FormatMethod
  public static void require(boolean holds, String message, Object... values) {
    if (!holds) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, message, values));
    }
  }
}
