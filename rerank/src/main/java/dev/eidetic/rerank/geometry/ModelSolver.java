package dev.eidetic.rerank.geometry;

/// Finds models of one kind. Models are nine numbers, as in [Transform]; no method keeps or
/// allocates what is called a thousand times.
interface ModelSolver {

  /// How many models a minimal sample can have.
  int mostSolutions();

  /// Models through a minimal sample.
  ///
  /// @param models receives them
  /// @return how many there are; 0 for a degenerate sample
  int solve(PointPairs pairs, int[] sample, double[][] models);

  /// The model of least weighted squares.
  ///
  /// @param weights one per pair, not negative
  /// @param model the one so far, which says how algebraic and geometric errors compare; replaced
  /// @return false, with `model` as it was, if the pairs determine none
  boolean fit(PointPairs pairs, double[] weights, double[] model);

  /// @param errors receives one per pair; NaN for a pair that is not finite
  void squaredErrors(double[] model, PointPairs pairs, double[] errors);

  /// Whether two pictures of one thing can look like that where the inliers are.
  ///
  /// @param squaredErrors of that model
  /// @param limit squared errors of inliers are below
  boolean isPlausible(double[] model, PointPairs pairs, double[] squaredErrors, double limit);
}
