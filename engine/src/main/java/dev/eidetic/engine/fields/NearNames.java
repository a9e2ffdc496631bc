package dev.eidetic.engine.fields;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds what a misspelt name probably meant.
public final class NearNames {

  private NearNames() {}

  /// The known name with the fewest edits (insert, delete, replace, swap neighbours) from `name`,
  /// if at most a third of its letters differ.
  public static Optional<String> nearest(String name, Collection<String> known) {
    String wanted = name.toLowerCase(Locale.ROOT);
    String best = null;
    int fewest = Math.max(1, wanted.length() / 3) + 1;
    for (String candidate : known) {
      int edits = edits(wanted, candidate.toLowerCase(Locale.ROOT));
      if (edits < fewest) {
        fewest = edits;
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  /// Optimal string alignment distance.
  static int edits(String a, String b) {
    var distance = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      distance[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      distance[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int replace = distance[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int edit = Math.min(replace, Math.min(distance[i - 1][j], distance[i][j - 1]) + 1);
        boolean isSwap =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        distance[i][j] = isSwap ? Math.min(edit, distance[i - 2][j - 2] + 1) : edit;
      }
    }
    return distance[a.length()][b.length()];
  }
}
