package dev.eidetic.index;

import static dev.eidetic.vectors.Preconditions.require;

/// Every kind of index that we ship, and what it is made of.
///
/// The text of a spec is that of FAISS's factory, such as `OPQ64,IVF4096,PQ64x4fs,RFlat`;
/// docs/indexes.md has the grammar. `toString` writes it so that [#parse] gives the same spec.
public sealed interface IndexSpec {

  /// Reads a spec.
  ///
  /// @param text such as `HNSW32`, `IVF4096,PQ64x4fs,RFlat` or `QG32`
  /// @throws IllegalArgumentException pointing at what is wrong, and saying what was meant
  static IndexSpec parse(String text) {
    return SpecParser.parse(text);
  }

  /// Every vector or code is scanned. With [VectorCode#FLOAT32] exact: the oracle in tests, and
  /// right for small collections.
  record Flat(VectorCode code) implements IndexSpec {

    @Override
    public String toString() {
      return SpecText.of(this);
    }
  }

  /// Inverted lists: vectors are gathered around centroids, and only the lists nearest to the query
  /// are scanned. Sivic and Zisserman, 2003; Jégou et al., 2011,
  /// <https://doi.org/10.1109/TPAMI.2010.57>.
  ///
  /// @param lists how many, at least 1
  /// @param residual whether codes describe the difference to the centroid; numbers are always
  ///   stored whole, RaBitQ and anisotropic codes are always residual
  /// @param spilled whether each vector is put into a second list whose centroid errs in another
  ///   direction. Sun et al., 2023, <https://arxiv.org/abs/2404.00774> (SOAR)
  record Ivf(int lists, VectorCode code, boolean residual, boolean spilled) implements IndexSpec {

    public Ivf {
      require(lists >= 1, "lists are %d; there must be at least 1", lists);
      require(
          !spilled || lists >= 2,
          "lists are %d; vectors that are put into two lists each need at least 2",
          lists);
      residual =
          switch (code) {
            case VectorCode.Numbers _ -> false;
            case VectorCode.RaBitQ _ -> true;
            case VectorCode.Product _, VectorCode.Anisotropic _ -> residual;
          };
    }

    @Override
    public String toString() {
      return SpecText.of(this);
    }
  }

  /// Hierarchical navigable small-world graph. Malkov and Yashunin, 2018,
  /// <https://arxiv.org/abs/1603.09320>.
  ///
  /// @param maxLinks per vector in the upper layers, twice as many in the lowest (M), 2 to 512
  /// @param buildBeam candidates considered when a vector is linked (efConstruction)
  /// @param code how vectors are stored
  record Hnsw(int maxLinks, int buildBeam, VectorCode code) implements IndexSpec {

    public Hnsw {
      require(2 <= maxLinks && maxLinks <= 512, "maxLinks is %d; it must be 2 to 512", maxLinks);
      require(
          buildBeam >= maxLinks,
          "buildBeam is %d; it must be at least maxLinks (%d), or links could not be filled",
          buildBeam,
          maxLinks);
    }

    /// What is usual: 200, more only where links could not be filled otherwise.
    public static int buildBeam(int maxLinks) {
      return Math.max(200, maxLinks);
    }

    @Override
    public String toString() {
      return SpecText.of(this);
    }
  }

  /// A graph whose vertices keep codes of their neighbours, scored many at once. Gou et al., 2025,
  /// <https://arxiv.org/abs/2411.12229> (SymphonyQG).
  ///
  /// @param degree links per vector, a multiple of 32 up to 256
  /// @param buildBeam candidates considered when a vector is linked
  /// @param format of the vectors that rank what was found
  record QuantizedGraph(int degree, int buildBeam, NumberFormat format) implements IndexSpec {

    public QuantizedGraph {
      require(
          32 <= degree && degree <= 256 && degree % 32 == 0,
          "degree is %d; it must be a multiple of 32, up to 256",
          degree);
      require(
          buildBeam >= degree,
          "buildBeam is %d; it must be at least degree (%d), or links could not be filled",
          buildBeam,
          degree);
    }

    /// What is usual: 200, more only where links could not be filled otherwise.
    public static int buildBeam(int degree) {
      return Math.max(200, degree);
    }

    @Override
    public String toString() {
      return SpecText.of(this);
    }
  }

  /// An index of transformed vectors.
  record Transformed(VectorTransform transform, IndexSpec base) implements IndexSpec {

    @Override
    public String toString() {
      return SpecText.of(this);
    }
  }

  /// Takes more candidates from an index than asked for and ranks them by better numbers.
  ///
  /// @param format of the numbers that rank
  record Refined(IndexSpec base, NumberFormat format) implements IndexSpec {

    @Override
    public String toString() {
      return SpecText.of(this);
    }
  }
}
