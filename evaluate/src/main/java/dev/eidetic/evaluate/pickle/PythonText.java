package dev.eidetic.evaluate.pickle;

import java.util.function.IntPredicate;

/// The escapes of protocol 0's texts.
final class PythonText {

  private PythonText() {}

  /// A quoted string literal of Python 2, such as `'a\x62\n'`.
  static String unquote(PickleInput input, String literal) throws PickleException {
    int last = literal.length() - 1;
    if (last < 1
        || literal.charAt(0) != literal.charAt(last)
        || (literal.charAt(0) != '\'' && literal.charAt(0) != '"')) {
      throw input.refuse("its text is not in quotes");
    }
    var text = new StringBuilder(last);
    for (int i = 1; i < last; ) {
      char c = literal.charAt(i++);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      if (i >= last) {
        throw input.refuse("its text ends within an escape");
      }
      char kind = literal.charAt(i++);
      if (kind == 'x') {
        text.append((char) number(input, literal, i, 2, 16));
        i += 2;
      } else if (kind >= '0' && kind <= '7') {
        int end = i;
        while (end < last && end < i + 2 && isOctal(literal.charAt(end))) {
          end++;
        }
        text.append((char) (Integer.parseInt(literal.substring(i - 1, end), 8) & 0xff));
        i = end;
      } else {
        text.append(simple(input, kind));
      }
    }
    return text.toString();
  }

  private static boolean isOctal(char c) {
    return c >= '0' && c <= '7';
  }

  private static char simple(PickleInput input, char kind) throws PickleException {
    return switch (kind) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'a' -> '\u0007';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'v' -> '\u000b';
      case '\\', '\'', '"' -> kind;
      default -> throw input.refuse("\\%s is no escape", kind);
    };
  }

  /// Python's raw-unicode-escape: only `\\u` and `\\U` are escapes.
  static String rawUnicode(PickleInput input, String line) throws PickleException {
    IntPredicate escapeAt =
        i ->
            line.charAt(i) == '\\'
                && i + 1 < line.length()
                && (line.charAt(i + 1) == 'u' || line.charAt(i + 1) == 'U');
    var text = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); ) {
      if (!escapeAt.test(i)) {
        text.append(line.charAt(i++));
        continue;
      }
      int digits = line.charAt(i + 1) == 'u' ? 4 : 8;
      long codePoint = number(input, line, i + 2, digits, 16);
      if (codePoint > Character.MAX_CODE_POINT) {
        throw input.refuse("U+%X is no character", codePoint);
      }
      text.appendCodePoint((int) codePoint);
      i += 2 + digits;
    }
    return text.toString();
  }

  private static long number(PickleInput input, String text, int from, int digits, int radix)
      throws PickleException {
    long value = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = i < text.length() ? Character.digit(text.charAt(i), radix) : -1;
      if (digit < 0) {
        throw input.refuse("an escape lacks its %d digits", digits);
      }
      value = value * radix + digit;
    }
    return value;
  }
}
