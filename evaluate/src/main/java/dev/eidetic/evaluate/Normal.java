package dev.eidetic.evaluate;

/// The standard normal distribution.
final class Normal {

  private Normal() {}

  /// Share of the distribution above `x`, for `x` from 0; the error is below 1e-10 of the value.
  ///
  /// Below 3 by the series of the integral, above by the continued fraction of Mills' ratio.
  /// Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 1964, 26.2.10 and 26.2.14.
  static double upperTail(double x) {
    double density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    if (x < 3) {
      double term = x;
      double sum = x;
      for (int i = 3; term > 1e-18 * sum; i += 2) {
        term *= x * x / i;
        sum += term;
      }
      return 0.5 - density * sum;
    }
    double fraction = x;
    for (int i = 120; i >= 1; i--) {
      fraction = x + i / fraction;
    }
    return density / fraction;
  }

  /// The `x` below which the share `p` lies, for `p` from 0.5 to below 1, by bisection.
  static double quantile(double p) {
    double low = 0;
    double high = 40;
    for (int i = 0; i < 100; i++) {
      double middle = (low + high) / 2;
      if (upperTail(middle) > 1 - p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
