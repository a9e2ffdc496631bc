package dev.eidetic.train.mining;

/// Choices of pairs.
final class PairMining {

  private PairMining() {}

  static Mined all(PairTable table) {
    return multiSimilarity(table, Double.POSITIVE_INFINITY);
  }

  static Mined multiSimilarity(PairTable table, double epsilon) {
    var positives = new boolean[table.rows()][table.columns()];
    var negatives = new boolean[table.rows()][table.columns()];
    for (int row = 0; row < table.rows(); row++) {
      double leastPositive = Double.POSITIVE_INFINITY;
      double mostNegative = Double.NEGATIVE_INFINITY;
      for (int column = 0; column < table.columns(); column++) {
        double similarity = table.similarities()[row][column];
        if (table.isPositive(row, column)) {
          leastPositive = Math.min(leastPositive, similarity);
        } else if (table.isNegative(row, column)) {
          mostNegative = Math.max(mostNegative, similarity);
        }
      }
      for (int column = 0; column < table.columns(); column++) {
        double similarity = table.similarities()[row][column];
        positives[row][column] =
            table.isPositive(row, column) && isBelow(similarity, mostNegative + epsilon);
        negatives[row][column] =
            table.isNegative(row, column) && isBelow(leastPositive - epsilon, similarity);
      }
    }
    return Mined.ofPairs(positives, negatives);
  }

  /// With an infinite epsilon an empty side gives NaN, and everything is kept.
  private static boolean isBelow(double a, double b) {
    return a < b || Double.isNaN(a) || Double.isNaN(b);
  }
}
