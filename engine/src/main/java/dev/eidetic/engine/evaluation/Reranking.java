package dev.eidetic.engine.evaluation;

import java.util.List;
import java.util.Locale;

/// How a result was re-ranked.
///
/// @param written the cascade as the user wrote it
/// @param cascade with all its options
/// @param candidates how many first hits it saw, at most
/// @param rule what must be said beside the figures: with or without the ground truth
/// @param isPaper whether junk was hidden from it, as in papers
/// @param stages what became of each, in order
public record Reranking(
    String written,
    String cascade,
    int candidates,
    String rule,
    boolean isPaper,
    List<StageUse> stages) {

  public Reranking {
    stages = List.copyOf(stages);
  }

  /// A stage over all queries.
  ///
  /// @param stage with all its options
  /// @param millisPerQuery mean time of the queries for which it ran
  /// @param ran queries for which it saw all hits that it wanted
  /// @param shortened queries for which it saw fewer
  /// @param dropped queries for which it was not begun
  /// @param abandoned queries for which it was given up
  public record StageUse(
      String stage, double millisPerQuery, int ran, int shortened, int dropped, int abandoned) {

    /// For people.
    public String text() {
      var text = new StringBuilder();
      text.append(String.format(Locale.ROOT, "%s %.2f ms per query", stage, millisPerQuery));
      append(text, shortened, "shortened");
      append(text, dropped, "dropped");
      append(text, abandoned, "given up");
      return text.toString();
    }

    private static void append(StringBuilder text, int count, String what) {
      if (count > 0) {
        text.append(", ").append(count).append(' ').append(what);
      }
    }
  }
}
