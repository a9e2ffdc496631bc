package dev.eidetic.evaluate;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Whether two runs over the same queries differ by more than chance.
///
/// The p-value is that of the two-sided sign-flip permutation test: had the two runs been equally
/// good, each query's difference could as well have had the other sign, and `p` is how often the
/// mean difference would then be at least as large as the one seen. All sign patterns are tried
/// where there are at most as many as resamples; up to [Bootstrap#MOST_RESAMPLED] differing queries
/// they are drawn, `(1 + hits) / (1 + draws)`; beyond, the normal limit is computed.
///
/// Queries are taken as independent; where they are not (several crops of one image), `p` is too
/// small. Comparing many systems with one another, expect one in twenty to pass 0.05 by chance.
/// Source: Smucker et al., 2007, doi:10.1145/1321440.1321528 (randomization test).
///
/// @param queries how many queries both runs have a value for
/// @param difference mean of second minus first
/// @param interval of `difference`, by resampling queries
/// @param pValue from 0 to 1; 1 where no query differs
/// @param better how many queries the second run does better
/// @param worse how many it does worse
public record PairedComparison(
    int queries,
    double difference,
    ConfidenceInterval interval,
    double pValue,
    int better,
    int worse) {

  /// Compares values of the same metric on the same queries, with [Bootstrap#DEFAULT] draws.
  ///
  /// @param first one value per query, NaN where undefined
  /// @param second the same queries in the same order
  public static PairedComparison of(double[] first, double[] second) {
    return of(first, second, Bootstrap.DEFAULT);
  }

  /// Compares values of the same metric on the same queries; a query where either is NaN is left
  /// out.
  public static PairedComparison of(double[] first, double[] second, Bootstrap bootstrap) {
    require(
        first.length == second.length,
        "the runs have %d and %d queries; only runs over the same queries can be compared",
        first.length,
        second.length);
    var differences = new double[first.length];
    int count = 0;
    for (int i = 0; i < first.length; i++) {
      if (!Double.isNaN(first[i]) && !Double.isNaN(second[i])) {
        differences[count++] = second[i] - first[i];
      }
    }
    differences = Arrays.copyOf(differences, count);
    return new PairedComparison(
        count,
        Arrays.stream(differences).average().orElse(Double.NaN),
        bootstrap.meanInterval(differences),
        pValue(Arrays.stream(differences).filter(d -> d != 0).toArray(), bootstrap),
        (int) Arrays.stream(differences).filter(d -> d > 0).count(),
        (int) Arrays.stream(differences).filter(d -> d < 0).count());
  }

  private static double pValue(double[] differences, Bootstrap bootstrap) {
    int n = differences.length;
    if (n == 0) {
      return 1;
    }
    double seen = Math.abs(Arrays.stream(differences).sum());
    if (n < Integer.SIZE - 1 && (1 << n) <= bootstrap.resamples()) {
      return exact(differences, seen);
    }
    return n <= Bootstrap.MOST_RESAMPLED
        ? drawn(differences, seen, bootstrap)
        : normal(differences, seen);
  }

  private static double exact(double[] differences, double seen) {
    int patterns = 1 << differences.length;
    int hits = 0;
    for (int signs = 0; signs < patterns; signs++) {
      double sum = 0;
      for (int i = 0; i < differences.length; i++) {
        sum += (signs >>> i & 1) == 0 ? differences[i] : -differences[i];
      }
      hits += reaches(sum, seen) ? 1 : 0;
    }
    return (double) hits / patterns;
  }

  private static double drawn(double[] differences, double seen, Bootstrap bootstrap) {
    var random = new SplittableRandom(bootstrap.seed());
    int hits = 0;
    for (int draw = 0; draw < bootstrap.resamples(); draw++) {
      double sum = 0;
      long signs = 0;
      for (int i = 0; i < differences.length; i++) {
        signs = i % Long.SIZE == 0 ? random.nextLong() : signs >>> 1;
        sum += (signs & 1) == 0 ? differences[i] : -differences[i];
      }
      hits += reaches(sum, seen) ? 1 : 0;
    }
    return (1.0 + hits) / (1.0 + bootstrap.resamples());
  }

  private static double normal(double[] differences, double seen) {
    double squares = Arrays.stream(differences).map(d -> d * d).sum();
    return 2 * Normal.upperTail(seen / Math.sqrt(squares));
  }

  /// Sums that differ by rounding only are equal.
  private static boolean reaches(double sum, double seen) {
    return Math.abs(sum) >= seen * (1 - 1e-12);
  }
}
