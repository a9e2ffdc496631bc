package dev.eidetic.rerank;

import java.util.Comparator;
import java.util.List;

/// What was probably meant.
final class Spelling {

  private Spelling() {}

  /// `; did you mean "…"?` for the nearest known word, if it is near; else a full stop.
  static String hint(String word, List<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(candidate -> edits(word, candidate)))
        .filter(
            nearest ->
                edits(word, nearest) <= Math.max(1, word.length() / 3)
                    || (word.length() > 2 && nearest.startsWith(word)))
        .map(nearest -> "; did you mean \"" + nearest + "\"?")
        .orElse(".");
  }

  /// Letters to insert, delete or replace: Levenshtein's distance.
  private static int edits(String from, String to) {
    var row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
