package dev.eidetic.engine.sheet;

/// Names as people can read them: what would be invisible, break the line or turn the writing round
/// is shown by a sign of its own.
public final class VisibleText {

  /// U+2400, the first of the signs for the control characters U+0000 to U+001F, in their order.
  private static final int CONTROL_SIGNS = 0x2400;

  private static final int DELETE_SIGN = 0x2421;
  private static final int REPLACEMENT = 0xFFFD;

  private VisibleText() {}

  /// Control characters become signs such as ␊, those that change the direction of writing
  /// `[U+202E]`, and what is no character at all �. Emoji and their joiners stay.
  public static String of(String text) {
    int clean = 0;
    while (clean < text.length() && isPlain(text.charAt(clean))) {
      clean++;
    }
    if (clean == text.length()) {
      return text; // by far the most, and all of the long ones
    }
    var visible = new StringBuilder(text.length() + 16).append(text, 0, clean);
    text.codePoints().skip(clean).forEach(point -> append(visible, point));
    return visible.toString();
  }

  private static boolean isPlain(char character) {
    return 0x20 <= character && character < 0x7F;
  }

  private static void append(StringBuilder text, int point) {
    if (point < 0x20) {
      text.appendCodePoint(CONTROL_SIGNS + point);
    } else if (point == 0x7F) {
      text.appendCodePoint(DELETE_SIGN);
    } else if (isTurning(point) || point == 0x2028 || point == 0x2029) {
      text.append("[U+%04X]".formatted(point));
    } else if (isNoCharacter(point)) {
      text.appendCodePoint(REPLACEMENT);
    } else {
      text.appendCodePoint(point);
    }
  }

  /// The marks, embeddings, overrides and isolates of the Unicode bidirectional algorithm.
  private static boolean isTurning(int point) {
    return point == 0x061C
        || (0x200E <= point && point <= 0x200F)
        || (0x202A <= point && point <= 0x202E)
        || (0x2066 <= point && point <= 0x2069);
  }

  private static boolean isNoCharacter(int point) {
    boolean isSecondControl = 0x80 <= point && point < 0xA0;
    boolean isHalf = 0xD800 <= point && point <= 0xDFFF;
    boolean isReserved = (point & 0xFFFE) == 0xFFFE || (0xFDD0 <= point && point <= 0xFDEF);
    return isSecondControl || isHalf || isReserved;
  }
}
