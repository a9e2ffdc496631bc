package dev.eidetic.evaluate.neighbours;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Arrays;

/// What share of the true nearest neighbours an approximate index finds.
public final class NeighbourRecall {

  /// How much farther than the true k-th neighbour still counts, in `ann-benchmarks`.
  public static final double USUAL_SLACK = 1e-3;

  private NeighbourRecall() {}

  /// By identity: the share of the `k` true neighbours that are among the first `k` found.
  ///
  /// Rival: [#withinDistance], which lets any image at the same distance stand in for a true
  /// neighbour. Where the two nearest are equally far and the index returns the other one, recall
  /// at 1 is 0 here and 1 there. Source: the 10-recall@10 of the big-ann-benchmarks,
  /// <https://arxiv.org/abs/2205.03763>.
  ///
  /// @param found ordinals, best first; fewer than `k` count as misses, repeated ones once
  /// @param truth the nearest, best first, at least `k`
  /// @return from 0 to 1
  public static double byIdentity(int[] found, int[] truth, int k) {
    requireTruth(truth.length, k);
    int[] wanted = Arrays.stream(truth).limit(k).sorted().toArray();
    long hits =
        Arrays.stream(found)
            .limit(k)
            .distinct()
            .filter(ordinal -> Arrays.binarySearch(wanted, ordinal) >= 0)
            .count();
    return (double) hits / k;
  }

  /// By distance: the share of the first `k` found that are no farther than the true k-th neighbour
  /// plus a slack, as `ann-benchmarks` counts.
  ///
  /// The caller must have measured the distances exactly; those an index estimates would flatter
  /// it. The same image returned twice counts twice there, and here. Source: Aumüller et al., 2020,
  /// <https://arxiv.org/abs/1807.05614>, section 2.1, where the slack multiplies; their programme
  /// adds it.
  ///
  /// @param found distances of what was found, less is closer; of more than `k` the first count
  /// @param truth distances of the true neighbours, ascending, at least `k`
  /// @param slack added to the true k-th distance, such as [#USUAL_SLACK]
  /// @return from 0 to 1
  public static double withinDistance(float[] found, float[] truth, int k, double slack) {
    requireTruth(truth.length, k);
    double limit = truth[k - 1] + slack;
    int hits = 0;
    for (int i = 0; i < Math.min(k, found.length); i++) {
      hits += found[i] <= limit ? 1 : 0;
    }
    return (double) hits / k;
  }

  private static void requireTruth(int known, int k) {
    require(k >= 1, "k is %d; it must be at least 1", k);
    require(known >= k, "%d true neighbours are known; recall at %d needs as many", known, k);
  }
}
