package dev.eidetic.index;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The words of specs: what to say about one that is unknown.
final class SpecWords {

  /// With the numbers that they usually carry.
  private static final List<String> KNOWN =
      List.of(
          "Flat",
          "SQ8",
          "SQfp16",
          "SQbf16",
          "PQ32",
          "PQ32x4fs",
          "RaBitQ",
          "AVQ32x4",
          "IVF4096",
          "HNSW32",
          "QG32",
          "PCA64",
          "PCAW64",
          "OPQ16",
          "RR",
          "L2norm",
          "RFlat",
          "Refine(SQfp16)",
          "SOAR");

  /// Words of FAISS that are not built here, and what to use.
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("IMI", "IVF with more lists: many lists get a graph over their centroids"),
          Map.entry("NSG", "HNSW32 or QG32"),
          Map.entry("LSH", "RaBitQ, also one bit per number"),
          Map.entry("ITQ", "RaBitQ, which rotates by itself"),
          Map.entry("EDEN", "RaBitQ"),
          Map.entry("RQ", "PQ"),
          Map.entry("LSQ", "PQ"),
          Map.entry("PRQ", "PQ"),
          Map.entry("PLSQ", "PQ"),
          Map.entry("Residual", "IVF with PQ, which codes residuals"),
          Map.entry("ZnLattice", "SQ8 or RaBitQ4"),
          Map.entry("LinT", "PCA or OPQ"),
          Map.entry("Pad", "nothing: dimensions need no padding"));

  private SpecWords() {}

  /// @param word as it stands in the spec
  /// @param letters that it begins with
  static String unknown(String word, String letters) {
    String instead = ELSEWHERE.get(letters);
    if (instead != null) {
      return "%s is known to FAISS and not built here; use %s".formatted(word, instead);
    }
    String nearest =
        KNOWN.stream()
            .min(Comparator.comparingInt(known -> distance(head(known), letters)))
            .orElseThrow();
    boolean isNear = distance(head(nearest), letters) <= (letters.length() + 1) / 2;
    return "%s is unknown%s; known are %s"
        .formatted(
            word.isEmpty() ? "nothing" : "\"" + word + "\"",
            isNear && !word.isEmpty() ? ", did you mean " + nearest + "?" : "",
            String.join(", ", KNOWN));
  }

  private static String head(String word) {
    int end = 0;
    while (end < word.length() && Character.isLetter(word.charAt(end))) {
      end++;
    }
    return word.substring(0, end);
  }

  /// Letters to insert, delete or replace, whatever their case.
  private static int distance(String first, String second) {
    String a = first.toLowerCase(Locale.ROOT);
    String b = second.toLowerCase(Locale.ROOT);
    var row = new int[b.length() + 1];
    Arrays.setAll(row, j -> j);
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
