package dev.eidetic.rerank.geometry;

/// The solver of each kind.
final class Solvers {

  private Solvers() {}

  static ModelSolver of(ModelKind kind) {
    return switch (kind) {
      case SIMILARITY -> new SimilaritySolver();
      case AFFINE -> new AffineSolver();
      case HOMOGRAPHY -> new HomographySolver();
      case FUNDAMENTAL -> new FundamentalSolver();
    };
  }
}
