package dev.eidetic.engine.bench.index;

import dev.eidetic.index.SearchEffort;

/// Search efforts as people write them, such as `probes=16,refine=4`.
public final class EffortText {

  private EffortText() {}

  /// What is not named keeps its default.
  ///
  /// @throws IllegalArgumentException if something else is named
  public static SearchEffort parse(String text) {
    var effort = SearchEffort.DEFAULT;
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      int value = number(text, part, part.substring(equals + 1));
      effort =
          switch (name) {
            case "beam" -> effort.withBeam(value);
            case "probes" -> effort.withProbes(value);
            case "refine" -> effort.withRefineFactor(value);
            default ->
                throw new IllegalArgumentException(
                    "effort \"%s\" names \"%s\"; known are beam, probes and refine"
                        .formatted(text, name));
          };
    }
    return effort;
  }

  private static int number(String text, String part, String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "effort \"%s\" has \"%s\"; it must be like beam=64".formatted(text, part), e);
    }
  }
}
