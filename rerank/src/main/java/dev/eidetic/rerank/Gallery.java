package dev.eidetic.rerank;

import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.vectors.Kernels;
import dev.eidetic.vectors.VectorSource;
import java.util.Optional;
import java.util.function.IntFunction;

/// The stored vectors as re-ranking sees them: of Euclidean length 1, or all zeros where an image
/// has no direction. Any number of threads may read at once.
public interface Gallery {

  int count();

  /// Numbers per vector.
  int dimension();

  /// One vector; shared, must not change.
  float[] vector(int ordinal);

  /// Whether images can have local features at all.
  default boolean hasFeatures() {
    return false;
  }

  /// The local features of an image, if they are known; may read files.
  default Optional<LocalFeatures> features(int ordinal) {
    return Optional.empty();
  }

  /// The same vectors, with local features from somewhere.
  ///
  /// @param source by ordinal; any number of threads may ask at once
  default Gallery withFeatures(IntFunction<Optional<LocalFeatures>> source) {
    return new FeaturedGallery(this, source);
  }

  /// Vectors in memory. Those of another length than 1 are copied and scaled.
  static Gallery of(float[][] rows) {
    int dimension = VectorSource.of(rows).dimension();
    var units = new float[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      units[i] = UnitVectors.of(rows[i]);
    }
    return new RowGallery(units, dimension);
  }

  /// Vectors wherever they are; each call of [#vector] copies one.
  static Gallery of(VectorSource source) {
    return new Gallery() {

      @Override
      public int count() {
        return source.count();
      }

      @Override
      public int dimension() {
        return source.dimension();
      }

      @Override
      public float[] vector(int ordinal) {
        var vector = new float[source.dimension()];
        source.copy(ordinal, 1, vector, 0);
        Kernels.normalize(vector);
        return vector;
      }
    };
  }
}
