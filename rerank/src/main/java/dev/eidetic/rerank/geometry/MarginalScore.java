package dev.eidetic.rerank.geometry;

/// What a pair with a certain error says for a model, without deciding how noisy the points are:
/// the noise is integrated out from 0 to its greatest value.
///
/// Residuals are taken to have four degrees of freedom, and those beyond 3.64 times the greatest
/// noise (the 0.99 quantile) say nothing: that is the *reach*. Values are looked up in tables of
/// 1024 steps of the squared error.
///
/// Source: Barath et al., MAGSAC++, 2020, <https://arxiv.org/abs/1912.05909>, equations 3 to 5.
final class MarginalScore {

  /// Multiples of the greatest noise.
  static final double QUANTILE = 3.64;

  private static final int STEPS = 1024;

  private final double stepsPerSquare;
  private final double[] gains = new double[STEPS + 1];
  private final double[] weights = new double[STEPS + 1];

  /// @param reach pixels; pairs with a greater error say nothing
  MarginalScore(double reach) {
    stepsPerSquare = STEPS / (reach * reach);
    // With s = error² / (2 noise²): the weight is the rest of the integral of sqrt(s) exp(-s), and
    // the
    // loss the integral of the weight. In t = sqrt(s) both integrands are smooth.
    double end = QUANTILE / Math.sqrt(2);
    var lower = new double[STEPS + 1]; // lower incomplete gamma of 3/2
    var next = new double[STEPS + 1]; // of 5/2
    for (int i = 1; i <= STEPS; i++) {
      double from = end * Math.sqrt((i - 1.0) / STEPS);
      double to = end * Math.sqrt((double) i / STEPS);
      lower[i] = lower[i - 1] + integral(from, to, 2);
      next[i] = next[i - 1] + integral(from, to, 4);
    }
    double most = lower[STEPS];
    for (int i = 0; i <= STEPS; i++) {
      double s = end * end * i / STEPS;
      double rest = most - lower[i];
      weights[i] = rest / most;
      gains[i] = 1 - (next[i] + s * rest) / next[STEPS];
    }
    weights[STEPS] = 0;
    gains[STEPS] = 0;
  }

  /// Simpson's rule for `2 t^power exp(-t²)`.
  private static double integral(double from, double to, int power) {
    double middle = (from + to) / 2;
    return (to - from)
        / 6
        * (integrand(from, power) + 4 * integrand(middle, power) + integrand(to, power));
  }

  private static double integrand(double t, int power) {
    return 2 * Math.pow(t, power) * Math.exp(-t * t);
  }

  /// From 1 for no error to 0 at the reach and beyond; 0 for NaN.
  double gain(double squaredError) {
    double step = squaredError * stepsPerSquare;
    return step < STEPS ? gains[(int) (step + 0.5)] : 0;
  }

  /// The weight in least squares: from 1 for no error to 0 at the reach and beyond; 0 for NaN.
  double weight(double squaredError) {
    double step = squaredError * stepsPerSquare;
    return step < STEPS ? weights[(int) (step + 0.5)] : 0;
  }
}
