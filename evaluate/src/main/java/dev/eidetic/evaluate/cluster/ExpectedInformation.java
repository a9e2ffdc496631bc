package dev.eidetic.evaluate.cluster;

import java.util.Map;
import java.util.TreeMap;

/// The mutual information that two groupings with given group sizes have on average, items being
/// shuffled among the groups (the permutation model). Source: Vinh et al., 2010, equation 24.
final class ExpectedInformation {

  private ExpectedInformation() {}

  static double of(int[] firstSizes, int[] secondSizes, int items) {
    var first = countedSizes(firstSizes);
    var second = countedSizes(secondSizes);
    double[] logFactorials = logFactorials(items);
    double sum = 0;
    for (var left : first.entrySet()) {
      for (var right : second.entrySet()) {
        double pairs = (double) left.getValue() * right.getValue();
        sum += pairs * ofCell(left.getKey(), right.getKey(), items, logFactorials);
      }
    }
    return sum;
  }

  /// What one pair of groups, of `a` and `b` of the `n` items, adds: the number they share has the
  /// hypergeometric distribution.
  private static double ofCell(int a, int b, int n, double[] logFactorials) {
    double fixed =
        logFactorials[a]
            + logFactorials[b]
            + logFactorials[n - a]
            + logFactorials[n - b]
            - logFactorials[n];
    double sum = 0;
    for (int shared = Math.max(1, a + b - n); shared <= Math.min(a, b); shared++) {
      double logProbability =
          fixed
              - logFactorials[shared]
              - logFactorials[a - shared]
              - logFactorials[b - shared]
              - logFactorials[n - a - b + shared];
      double gain = (double) shared / n * Math.log((double) n * shared / ((double) a * b));
      sum += gain * Math.exp(logProbability);
    }
    return sum;
  }

  /// Equal groups add the same: size to how many groups have it.
  private static Map<Integer, Integer> countedSizes(int[] sizes) {
    var counted = new TreeMap<Integer, Integer>();
    for (int size : sizes) {
      counted.merge(size, 1, Integer::sum);
    }
    return counted;
  }

  /// Added up with the lost low parts carried along (Kahan), so that a million items lose nothing
  /// that matters.
  private static double[] logFactorials(int n) {
    var logs = new double[n + 1];
    double sum = 0;
    double lost = 0;
    for (int i = 1; i <= n; i++) {
      double term = Math.log(i) - lost;
      double next = sum + term;
      lost = (next - sum) - term;
      sum = next;
      logs[i] = sum;
    }
    return logs;
  }
}
