package dev.eidetic.vectors.cluster;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.vectors.VectorSource;

/// Cluster centres, one after the other in one array.
///
/// @param numbers `count * dimension` of them; the array itself, not a copy
public record Centroids(float[] numbers, int count, int dimension) implements VectorSource {

  public Centroids {
    require(
        numbers.length == count * dimension,
        "%d numbers are not %d centroids of %d",
        numbers.length,
        count,
        dimension);
  }

  @Override
  public void copy(int first, int count, float[] target, int offset) {
    System.arraycopy(numbers, first * dimension, target, offset, count * dimension);
  }
}
