package dev.eidetic.rerank;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How stages write themselves and their reasons.
public final class StageText {

  private StageText() {}

  /// A stage with its options: `aqe(k=10,alpha=3)`.
  ///
  /// @param options names and numbers by turns
  public static String of(String name, Object... options) {
    var parts = new ArrayList<String>();
    for (int i = 0; i < options.length; i += 2) {
      parts.add(options[i] + "=" + number(options[i + 1]));
    }
    return name + "(" + String.join(",", parts) + ")";
  }

  private static String number(Object value) {
    return value instanceof Double real
        ? BigDecimal.valueOf(real).stripTrailingZeros().toPlainString()
        : String.valueOf(value);
  }

  /// Three decimals.
  public static String figure(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /// The ordinals whose contributions are greatest and above zero, at most three.
  public static List<Integer> strongest(int[] ordinals, float[] contributions) {
    var strongest = new ArrayList<Integer>();
    for (int place : Orders.descending(contributions)) {
      if (contributions[place] <= 0 || strongest.size() == 3) {
        break;
      }
      strongest.add(ordinals[place]);
    }
    return strongest;
  }
}
