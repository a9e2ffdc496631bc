package dev.eidetic.index;

import static dev.eidetic.vectors.Preconditions.require;

/// What is done to vectors and queries before an index sees them.
public sealed interface VectorTransform {

  /// Principal components, largest variance first.
  ///
  /// @param dimension how many are kept
  /// @param whitened whether each is divided by its standard deviation
  record PrincipalComponents(int dimension, boolean whitened) implements VectorTransform {

    public PrincipalComponents {
      requireDimension(dimension);
    }
  }

  /// A rotation learned so that product quantization loses least. Ge et al., 2013,
  /// <https://doi.org/10.1109/CVPR.2013.379>.
  ///
  /// @param subspaces of the product quantizer that follows
  /// @param dimension of the rotated vectors, a multiple of `subspaces`; 0 keeps the dimension
  record OptimizedRotation(int subspaces, int dimension) implements VectorTransform {

    public OptimizedRotation {
      require(subspaces >= 1, "subspaces are %d; there must be at least 1", subspaces);
      require(
          dimension >= 0 && dimension % subspaces == 0,
          "dimension is %d; it must be a multiple of the %d subspaces",
          dimension,
          subspaces);
    }
  }

  /// A random rotation.
  record RandomRotation() implements VectorTransform {}

  /// Scaling to Euclidean length 1.
  record UnitLength() implements VectorTransform {}

  private static void requireDimension(int dimension) {
    require(
        1 <= dimension && dimension <= 4096, "dimension is %d; it must be 1 to 4096", dimension);
  }
}
