package dev.eidetic.rerank;

import com.google.errorprone.annotations.FormatMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads the text of a cascade.
final class CascadeParser {

  private final String text;
  private int place;

  CascadeParser(String text) {
    this.text = text;
  }

  List<StageSpec> stages() {
    var stages = new ArrayList<StageSpec>();
    stages.add(stage());
    while (place < text.length()) {
      if (text.charAt(place) != '>') {
        throw refuse(place, "here stands %s; stages are separated by >", shown());
      }
      place++;
      stages.add(stage());
    }
    return stages;
  }

  private StageSpec stage() {
    skipBlanks();
    int start = place;
    String name = word();
    if (name.isEmpty()) {
      throw refuse(start, "here stands %s; a stage is expected (%s)", shown(), StageKind.names());
    }
    var kind = StageKind.find(name);
    if (kind.isEmpty()) {
      throw refuse(
          start,
          "stage \"%s\" is unknown%s Known: %s",
          name,
          Spelling.hint(name, StageKind.list()),
          StageKind.names());
    }
    var options = new LinkedHashMap<String, StageOption>();
    skipBlanks();
    if (place < text.length() && text.charAt(place) == '(') {
      readOptions(options);
    }
    try {
      return kind.get().spec(new StageOptions(this, name, kind.get().options(), options));
    } catch (CascadeException e) {
      throw e;
    } catch (IllegalArgumentException e) { // a value is out of its range
      throw refuse(start, "%s: %s", name, String.valueOf(e.getMessage()));
    }
  }

  private void readOptions(Map<String, StageOption> options) {
    do {
      place++; // the bracket or comma
      skipBlanks();
      int start = place;
      String name = word();
      if (name.isEmpty()) {
        throw refuse(start, "here stands %s; an option is expected, such as k=10", shown());
      }
      skipBlanks();
      if (place >= text.length() || text.charAt(place) != '=') {
        throw refuse(place, "here stands %s; option %s needs = and a number", shown(), name);
      }
      place++;
      skipBlanks();
      int valueStart = place;
      while (place < text.length() && ",)> ".indexOf(text.charAt(place)) < 0) {
        place++;
      }
      var option = new StageOption(start, text.substring(valueStart, place), valueStart);
      if (options.put(name, option) != null) {
        throw refuse(start, "option %s is given twice; give it once", name);
      }
      skipBlanks();
    } while (place < text.length() && text.charAt(place) == ',');
    if (place >= text.length() || text.charAt(place) != ')') {
      throw refuse(place, "here stands %s; , or ) is expected", shown());
    }
    place++;
    skipBlanks();
  }

  private String word() {
    int start = place;
    while (place < text.length() && Character.isLetterOrDigit(text.charAt(place))) {
      place++;
    }
    return text.substring(start, place).toLowerCase(Locale.ROOT);
  }

  private void skipBlanks() {
    while (place < text.length() && Character.isWhitespace(text.charAt(place))) {
      place++;
    }
  }

  private String shown() {
    return place < text.length() ? "\"" + text.charAt(place) + "\"" : "the end";
  }

  /// @param at from 0
  @FormatMethod
  IllegalArgumentException refuse(int at, String message, Object... values) {
    return new CascadeException(
        "cascade \"%s\", character %d: %s"
            .formatted(text, at + 1, String.format(Locale.ROOT, message, values)));
  }

  /// Marks what says its place already.
  private static final class CascadeException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    CascadeException(String message) {
      super(message);
    }
  }
}
