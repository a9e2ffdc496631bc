package dev.eidetic.encode.store;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Guesses what was meant by a misspelt model name.
final class NearNames {

  private NearNames() {}

  /// The known name that needs the fewest changes, if they are at most a third of the letters.
  ///
  /// Upper case counts as lower case; a wanted name without owner is compared with names without
  /// theirs.
  static Optional<String> nearest(String wanted, Collection<String> known) {
    return known.stream()
        .filter(name -> distance(wanted, name) <= Math.max(1, wanted.length() / 3))
        .min(
            Comparator.<String>comparingInt(name -> distance(wanted, name))
                .thenComparing(name -> name));
  }

  private static int distance(String wanted, String name) {
    var compared = wanted.contains("/") ? name : name.substring(name.indexOf('/') + 1);
    return changes(wanted.toLowerCase(Locale.ROOT), compared.toLowerCase(Locale.ROOT));
  }

  /// Levenshtein's distance: letters inserted, deleted or replaced.
  private static int changes(String a, String b) {
    var row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
