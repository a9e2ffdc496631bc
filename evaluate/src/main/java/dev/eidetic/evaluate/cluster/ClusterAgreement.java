package dev.eidetic.evaluate.cluster;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Arrays;
import java.util.HashMap;

/// Mutual information of two ways to group the same items, normalised in the two ways that papers
/// print. Symmetric; names of groups do not matter. Immutable.
///
/// Both divide by the arithmetic mean of the two entropies, as scikit-learn does since 0.22; the
/// rivals divide by their geometric mean, greatest or least. Source: Vinh et al., Information
/// theoretic measures for clusterings comparison, 2010, <https://jmlr.org/papers/v11/vinh10a.html>.
public final class ClusterAgreement {

  private final int items;
  private final int[] firstSizes;
  private final int[] secondSizes;
  private final double information;
  private final double meanEntropy;

  private ClusterAgreement(
      int items, int[] firstSizes, int[] secondSizes, double information, double meanEntropy) {
    this.items = items;
    this.firstSizes = firstSizes;
    this.secondSizes = secondSizes;
    this.information = information;
    this.meanEntropy = meanEntropy;
  }

  /// @param first group of each item, such as its class; any numbers
  /// @param second another grouping of the same items, such as their clusters
  public static ClusterAgreement of(int[] first, int[] second) {
    require(
        first.length == second.length,
        "the groupings are of %d and %d items; they must be of the same",
        first.length,
        second.length);
    require(first.length > 0, "there are no items; groupings of nothing do not agree or differ");
    int[] denseFirst = dense(first);
    int[] denseSecond = dense(second);
    int[] firstSizes = sizes(denseFirst);
    int[] secondSizes = sizes(denseSecond);
    double information = information(denseFirst, denseSecond, firstSizes, secondSizes);
    double meanEntropy =
        (entropy(firstSizes, first.length) + entropy(secondSizes, first.length)) / 2;
    return new ClusterAgreement(first.length, firstSizes, secondSizes, information, meanEntropy);
  }

  /// NMI: from 0 to 1, 1 for equal groupings; also where both put everything into one group.
  ///
  /// Rival: [#adjusted]. Many small clusters score high here by chance alone: classes AABB against
  /// four clusters of one item each score 2/3 here and 0 there.
  public double normalized() {
    if (firstSizes.length == 1 && secondSizes.length == 1) {
      return 1;
    }
    return meanEntropy == 0 ? 0 : Math.clamp(information / meanEntropy, 0, 1);
  }

  /// AMI: NMI with the agreement taken off that groups of these sizes have by chance (items
  /// shuffled among them): 1 for equal groupings, about 0 for unrelated ones, at times below.
  ///
  /// Costs the product of the numbers of *distinct* group sizes, times the sizes; seconds for a
  /// hundred thousand items.
  public double adjusted() {
    if (firstSizes.length == secondSizes.length
        && (firstSizes.length == 1 || firstSizes.length == items)) {
      return 1; // everything together, or everything alone, on both sides: equal groupings
    }
    double expected = ExpectedInformation.of(firstSizes, secondSizes, items);
    double span = meanEntropy - expected;
    double tiny = Math.ulp(1.0) * Math.max(1, meanEntropy);
    double above = information - expected;
    return Math.abs(span) < tiny ? 0 : above / span;
  }

  /// Mutual information in nats.
  public double information() {
    return information;
  }

  private static int[] dense(int[] groups) {
    var numbers = new HashMap<Integer, Integer>();
    var dense = new int[groups.length];
    for (int i = 0; i < groups.length; i++) {
      dense[i] = numbers.computeIfAbsent(groups[i], _ -> numbers.size());
    }
    return dense;
  }

  private static int[] sizes(int[] dense) {
    var sizes = new int[Arrays.stream(dense).max().orElse(-1) + 1];
    for (int group : dense) {
      sizes[group]++;
    }
    return sizes;
  }

  private static double entropy(int[] sizes, int items) {
    double entropy = 0;
    for (int size : sizes) {
      double share = (double) size / items;
      entropy -= share * Math.log(share);
    }
    return entropy;
  }

  /// Over the pairs of groups that share items, found by sorting: never a table of all pairs.
  private static double information(
      int[] first, int[] second, int[] firstSizes, int[] secondSizes) {
    var cells = new long[first.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = ((long) first[i] << 32) | second[i];
    }
    Arrays.sort(cells);
    double n = cells.length;
    double sum = 0;
    int start = 0;
    for (int end = 1; end <= cells.length; end++) {
      if (end == cells.length || cells[end] != cells[start]) {
        double shared = end - start;
        double left = firstSizes[(int) (cells[start] >> 32)];
        double right = secondSizes[(int) cells[start]];
        sum += shared / n * Math.log(n * shared / (left * right));
        start = end;
      }
    }
    return sum;
  }
}
