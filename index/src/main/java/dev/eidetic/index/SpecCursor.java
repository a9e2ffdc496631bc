package dev.eidetic.index;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.Locale;
import java.util.function.Supplier;

/// A place in the text of a spec. Complaints point at places.
final class SpecCursor {

  private final String text;
  private int position;

  SpecCursor(String text) {
    this.text = text;
  }

  int position() {
    return position;
  }

  void returnTo(int position) {
    this.position = position;
  }

  boolean isAtEnd() {
    return position == text.length();
  }

  boolean isAtDigit() {
    return !isAtEnd() && isDigit(text.charAt(position));
  }

  boolean take(String expected) {
    boolean isThere = text.startsWith(expected, position);
    position += isThere ? expected.length() : 0;
    return isThere;
  }

  /// The letters from here on, possibly none.
  String letters() {
    int start = position;
    while (!isAtEnd() && isLetter(text.charAt(position))) {
      position++;
    }
    return text.substring(start, position);
  }

  /// All up to the next comma, parenthesis or the end, possibly nothing; not taken.
  String word(int start) {
    int end = start;
    while (end < text.length() && ",()".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(start, end);
  }

  /// A whole number; `k` after it means times 1024, `M` times 1024 * 1024, as FAISS has it.
  ///
  /// @param what it counts, for the complaint if it is missing
  int number(String what) {
    int start = position;
    long value = 0;
    while (isAtDigit()) {
      value = Math.min(Integer.MAX_VALUE + 1L, 10 * value + (text.charAt(position++) - '0'));
    }
    if (position == start) {
      throw error(start, "a number is missing: %s", what);
    }
    value *= take("k") ? 1024 : take("M") ? 1024 * 1024 : 1;
    if (value > Integer.MAX_VALUE) {
      throw error(start, "%s is no number that can be used: %s", word(start), what);
    }
    return (int) value;
  }

  /// A decimal number as [Float#toString] writes it.
  float decimal(String what) {
    int start = position;
    while (!isAtEnd() && "0123456789.E-".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
    try {
      return Float.parseFloat(text.substring(start, position));
    } catch (NumberFormatException _) {
      throw error(start, "\"%s\" is no number: %s", text.substring(start, position), what);
    }
  }

  /// What a record makes of its parts; its refusals get a place.
  <T> T checked(int start, Supplier<T> part) {
    try {
      return part.get();
    } catch (IllegalArgumentException e) {
      throw error(start, "%s", String.valueOf(e.getMessage()));
    }
  }

  @FormatMethod
  IllegalArgumentException error(int place, @FormatString String message, Object... values) {
    return new IllegalArgumentException(
        "index spec \"%s\", character %d: %s%n  %s%n  %s^"
            .formatted(
                text,
                place + 1,
                String.format(Locale.ROOT, message, values),
                text,
                " ".repeat(place)));
  }

  private static boolean isDigit(char c) {
    return '0' <= c && c <= '9';
  }

  private static boolean isLetter(char c) {
    return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z');
  }
}
