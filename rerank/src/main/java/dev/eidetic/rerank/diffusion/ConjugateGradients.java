package dev.eidetic.rerank.diffusion;

/// Solves `(I - alpha * S) f = y`, whose matrix is symmetric and positive definite for alpha below
/// 1. Source: Hestenes and Stiefel, 1952, doi:10.6028/jres.049.044; for diffusion Iscen et al.,
///    2017, <https://arxiv.org/abs/1611.05113>, section 4.
final class ConjugateGradients {

  /// Steps at most, and the residual relative to y that is good enough, as in the published code.
  private static final int MOST_STEPS = 20;

  private static final double TOLERANCE = 1e-6;

  private ConjugateGradients() {}

  static double[] solve(MutualGraph graph, double alpha, double[] y) {
    return solve(graph, alpha, y, MOST_STEPS);
  }

  static double[] solve(MutualGraph graph, double alpha, double[] y, int mostSteps) {
    int count = y.length;
    var solution = new double[count];
    double[] residual = y.clone();
    double[] direction = y.clone();
    var image = new double[count];
    double squares = dot(residual, residual);
    double enough = TOLERANCE * TOLERANCE * squares;
    for (int step = 0; step < mostSteps && squares > enough; step++) {
      graph.apply(alpha, direction, image);
      double length = squares / dot(direction, image);
      for (int i = 0; i < count; i++) {
        solution[i] += length * direction[i];
        residual[i] -= length * image[i];
      }
      double next = dot(residual, residual);
      double turn = next / squares;
      for (int i = 0; i < count; i++) {
        direction[i] = residual[i] + turn * direction[i];
      }
      squares = next;
    }
    return solution;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
