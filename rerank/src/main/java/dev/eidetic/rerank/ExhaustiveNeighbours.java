package dev.eidetic.rerank;

import dev.eidetic.vectors.Kernels;
import dev.eidetic.vectors.ParallelLoop;
import java.util.Arrays;

/// Neighbours by comparing every image with every other: right for galleries of some ten thousand.
///
/// @param threads to compute with, 1 to 1024
public record ExhaustiveNeighbours(Gallery gallery, int threads) implements NeighbourFinder {

  @Override
  public NeighbourLists nearest(int count) {
    int kept = Math.min(count, Math.max(0, gallery.count() - 1));
    var ordinals = new int[gallery.count()][];
    var similarities = new float[gallery.count()][];
    ParallelLoop.run(
        threads,
        gallery.count(),
        () ->
            image -> {
              float[] scores = scores(image);
              int[] order = Orders.descending(scores); // itself is last, at minus infinity
              ordinals[image] = Arrays.copyOf(order, kept);
              similarities[image] = new float[kept];
              for (int i = 0; i < kept; i++) {
                similarities[image][i] = scores[order[i]];
              }
            });
    return new NeighbourLists(ordinals, similarities);
  }

  private float[] scores(int image) {
    var scores = new float[gallery.count()];
    float[] vector = gallery.vector(image);
    for (int other = 0; other < scores.length; other++) {
      scores[other] =
          other == image ? Float.NEGATIVE_INFINITY : Kernels.dot(vector, gallery.vector(other));
    }
    return scores;
  }
}
