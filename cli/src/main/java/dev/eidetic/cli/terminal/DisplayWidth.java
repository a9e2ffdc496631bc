package dev.eidetic.cli.terminal;

/// How many columns of a terminal text takes: East Asian letters and emoji take two, marks that
/// join others none. An approximation, as terminals disagree about emoji.
final class DisplayWidth {

  private DisplayWidth() {}

  static int of(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      width += of(text.codePointAt(i));
    }
    return width;
  }

  /// The longest start of at most so many columns.
  static String start(String text, int width) {
    int used = 0;
    int end = 0;
    while (end < text.length()) {
      int point = text.codePointAt(end);
      used += of(point);
      if (used > width) {
        break;
      }
      end += Character.charCount(point);
    }
    return text.substring(0, end);
  }

  /// The longest end of at most so many columns.
  static String end(String text, int width) {
    int used = 0;
    int start = text.length();
    while (start > 0) {
      int point = text.codePointBefore(start);
      used += of(point);
      if (used > width) {
        break;
      }
      start -= Character.charCount(point);
    }
    return text.substring(start);
  }

  private static int of(int point) {
    if (point < 0x300) {
      return 1;
    }
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(point) ? 2 : 1;
    };
  }

  private static boolean isWide(int point) {
    return (0x1100 <= point && point <= 0x115F) // Hangul consonants
        || (0x2E80 <= point && point <= 0xA4CF) // CJK to Yi
        || (0xAC00 <= point && point <= 0xD7A3) // Hangul syllables
        || (0xF900 <= point && point <= 0xFAFF) // CJK compatibility
        || (0xFE30 <= point && point <= 0xFE6F) // CJK forms
        || (0xFF00 <= point && point <= 0xFF60) // full-width forms
        || (0xFFE0 <= point && point <= 0xFFE6)
        || (0x1F300 <= point && point <= 0x1FAFF) // emoji
        || (0x20000 <= point && point <= 0x3FFFD); // CJK extensions
  }
}
