package dev.eidetic.evaluate;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Arrays;

/// Where the right images lie in the answer to one query, junk taken out: all that a [Metric] sees.
///
/// The array is shared with the caller and must not change afterwards.
///
/// @param ranks positions of the relevant images that were found, from 0, strictly ascending
/// @param relevant how many relevant images exist, found or not
/// @param depth how many images the answer ranks
/// @param candidates how many images could be ranked: the gallery without the query's junk
public record Judgement(int[] ranks, int relevant, int depth, int candidates) {

  public Judgement {
    require(
        ranks.length <= relevant,
        "%d relevant images were found; only %d exist",
        ranks.length,
        relevant);
    require(
        relevant <= candidates,
        "%d images are relevant; only %d can be ranked",
        relevant,
        candidates);
    require(depth <= candidates, "answer ranks %d images; only %d exist", depth, candidates);
    int previous = -1;
    for (int rank : ranks) {
      if (rank <= previous || rank >= depth) {
        throw new IllegalArgumentException(
            "rank %d follows %d in an answer of %d; ranks must ascend and stay below its length"
                .formatted(rank, previous, depth));
      }
      previous = rank;
    }
  }

  /// How many relevant images are among the first `k`.
  public int foundWithin(int k) {
    int place = Arrays.binarySearch(ranks, k);
    return place >= 0 ? place : -place - 1;
  }

  /// Whether there is anything to find; metrics are undefined (NaN) where there is not.
  public boolean hasRelevant() {
    return relevant > 0;
  }
}
