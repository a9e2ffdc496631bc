package dev.eidetic.index;

import static dev.eidetic.vectors.Preconditions.require;

/// How a vector is stored: as numbers, or as a code that approximates it.
public sealed interface VectorCode {

  VectorCode FLOAT32 = new Numbers(NumberFormat.FLOAT32);

  /// Number by number.
  record Numbers(NumberFormat format) implements VectorCode {}

  /// Product quantization: the vector is cut into subspaces, each of which has 2^bits code words.
  /// Jégou et al., 2011, <https://doi.org/10.1109/TPAMI.2010.57>; the fast scan with tables in
  /// registers: André et al., 2015, <https://doi.org/10.14778/2856318.2856324>.
  ///
  /// @param subspaces 1 to 4096 (M)
  /// @param bits per subspace: 4, 6 or 8
  /// @param fastScan codes lie in blocks that are looked up in registers; 4 bits only
  record Product(int subspaces, int bits, boolean fastScan) implements VectorCode {

    public Product {
      requireSubspaces(subspaces);
      require(
          bits == 4 || bits == 6 || bits == 8,
          "product quantization of %d bits is unknown; bits are 4, 6 or 8",
          bits);
      require(
          !fastScan || bits == 4,
          "fast scan is for 4 bits; these codes have %d per subspace",
          bits);
    }
  }

  /// Product quantization of 4 bits whose training weighs errors along the vector more than errors
  /// across it, for inner products. Guo et al., 2020, <https://arxiv.org/abs/1908.10396>.
  ///
  /// @param subspaces 1 to 4096
  /// @param threshold the share of the vector's length above which an inner product counts, at
  ///   least 0 and less than 1 (T of the paper, for vectors of length 1)
  record Anisotropic(int subspaces, float threshold) implements VectorCode {

    /// The paper's value for unit vectors.
    public static final float DEFAULT_THRESHOLD = 0.2f;

    public Anisotropic {
      requireSubspaces(subspaces);
      require(
          0 <= threshold && threshold < 1,
          "threshold is %s; it must be at least 0 and less than 1",
          threshold);
    }
  }

  /// Random rotation and a few bits per number, with a bound on the error. Gao and Long, 2024,
  /// <https://arxiv.org/abs/2405.12497>, extended to several bits by Gao et al., 2025,
  /// <https://arxiv.org/abs/2409.09913>.
  ///
  /// @param bits per number, 1 to 8
  record RaBitQ(int bits) implements VectorCode {

    public RaBitQ {
      require(1 <= bits && bits <= 8, "RaBitQ of %d bits is unknown; bits are 1 to 8", bits);
    }
  }

  private static void requireSubspaces(int subspaces) {
    require(
        1 <= subspaces && subspaces <= 4096, "subspaces are %d; they must be 1 to 4096", subspaces);
  }
}
