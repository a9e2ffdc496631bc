package dev.eidetic.rerank.expansion;

import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.rerank.Gallery;
import dev.eidetic.rerank.NeighbourLists;
import dev.eidetic.rerank.Rescoring;
import dev.eidetic.vectors.Kernels;
import dev.eidetic.vectors.ParallelLoop;
import java.util.Optional;
import java.util.OptionalInt;

/// Vectors joined by their neighbours.
final class AugmentedGallery implements Gallery {

  private final Gallery plain;
  private final NeighbourLists lists;
  private final int neighbours;
  private final double alpha;
  private final float[][] vectors;

  private AugmentedGallery(
      Gallery plain, NeighbourLists lists, int neighbours, double alpha, float[][] vectors) {
    this.plain = plain;
    this.lists = lists;
    this.neighbours = neighbours;
    this.alpha = alpha;
    this.vectors = vectors;
  }

  /// @param lists with one neighbour more than join
  static AugmentedGallery of(
      Gallery plain, NeighbourLists lists, int neighbours, double alpha, int threads) {
    var gallery = new AugmentedGallery(plain, lists, neighbours, alpha, new float[plain.count()][]);
    ParallelLoop.run(
        threads,
        plain.count(),
        () -> ordinal -> gallery.vectors[ordinal] = gallery.joined(ordinal, OptionalInt.empty()));
    return gallery;
  }

  @Override
  public int count() {
    return plain.count();
  }

  @Override
  public int dimension() {
    return plain.dimension();
  }

  @Override
  public float[] vector(int ordinal) {
    return vectors[ordinal];
  }

  @Override
  public boolean hasFeatures() {
    return plain.hasFeatures();
  }

  @Override
  public Optional<LocalFeatures> features(int ordinal) {
    return plain.features(ordinal);
  }

  int[] neighbours(int ordinal) {
    return lists.ordinals()[ordinal];
  }

  float[] similarities(int ordinal) {
    return lists.similarities()[ordinal];
  }

  /// The same vectors as if one image did not exist: the next neighbour takes its place.
  Gallery without(int absent) {
    return new Gallery() {

      @Override
      public int count() {
        return plain.count();
      }

      @Override
      public int dimension() {
        return plain.dimension();
      }

      @Override
      public float[] vector(int ordinal) {
        int[] row = neighbours(ordinal);
        for (int i = 0; i < Math.min(neighbours, row.length); i++) {
          if (row[i] == absent) {
            return joined(ordinal, OptionalInt.of(absent));
          }
        }
        return AugmentedGallery.this.vector(ordinal);
      }

      @Override
      public boolean hasFeatures() {
        return plain.hasFeatures();
      }

      @Override
      public Optional<LocalFeatures> features(int ordinal) {
        return plain.features(ordinal);
      }
    };
  }

  private float[] joined(int ordinal, OptionalInt absent) {
    float[] own = plain.vector(ordinal);
    float[] sum = own.clone();
    int[] row = neighbours(ordinal);
    int joined = 0;
    for (int i = 0; i < row.length && joined < neighbours; i++) {
      if (absent.isEmpty() || row[i] != absent.getAsInt()) {
        float weight = Rescoring.weight(similarities(ordinal)[i], alpha);
        Rescoring.add(sum, weight, plain.vector(row[i]));
        joined++;
      }
    }
    return Kernels.normalize(sum) ? sum : own;
  }
}
