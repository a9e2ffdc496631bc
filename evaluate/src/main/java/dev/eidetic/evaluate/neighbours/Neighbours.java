package dev.eidetic.evaluate.neighbours;

import dev.eidetic.evaluate.Rankings;

/// The nearest gallery images of each query. The arrays are shared and must not change.
///
/// @param ordinals one row per query, best first
/// @param scores of the same shape; greater is closer
/// @param complete whether each row ranks the whole gallery
public record Neighbours(int[][] ordinals, float[][] scores, boolean complete) implements Rankings {

  @Override
  public int queries() {
    return ordinals.length;
  }

  @Override
  public int[] ranked(int query) {
    return ordinals[query];
  }
}
