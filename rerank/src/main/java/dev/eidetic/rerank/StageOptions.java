package dev.eidetic.rerank;

import java.util.List;
import java.util.Map;

/// The options of one stage, checked against those it knows.
final class StageOptions {

  private final CascadeParser parser;
  private final String stage;
  private final Map<String, StageOption> given;

  StageOptions(
      CascadeParser parser, String stage, List<String> known, Map<String, StageOption> given) {
    this.parser = parser;
    this.stage = stage;
    this.given = given;
    given.forEach(
        (name, option) -> {
          if (!known.contains(name)) {
            throw parser.refuse(
                option.place(),
                "%s has no option \"%s\"%s It has %s",
                stage,
                name,
                Spelling.hint(name, known),
                String.join(", ", known));
          }
        });
  }

  int whole(String name, int usual) {
    var option = given.get(name);
    if (option == null) {
      return usual;
    }
    try {
      return Integer.parseInt(option.value());
    } catch (NumberFormatException _) {
      throw parser.refuse(
          option.valuePlace(),
          "%s of %s is \"%s\"; it must be a whole number",
          name,
          stage,
          option.value());
    }
  }

  double real(String name, double usual) {
    var option = given.get(name);
    if (option == null) {
      return usual;
    }
    try {
      return Double.parseDouble(option.value());
    } catch (NumberFormatException _) {
      throw parser.refuse(
          option.valuePlace(),
          "%s of %s is \"%s\"; it must be a number",
          name,
          stage,
          option.value());
    }
  }
}
