package dev.eidetic.engine.bench.index;

import java.util.ArrayList;
import java.util.List;

/// Where numbers lie in a plot of recall against speed.
///
/// Recall is stretched towards 1, where a thousandth matters as much as a tenth does at 0.8: its
/// place is the logarithm of what is missed. Speed is on a logarithmic scale.
///
/// @param slowest at the bottom, queries per second
/// @param fastest at the top
record PlotScales(double slowest, double fastest) {

  static final double LEAST_RECALL = 0.8;
  static final double LEFT = 76;
  static final double RIGHT = 836;
  static final double TOP = 106;
  static final double BOTTOM = 486;

  /// Keeps a recall of 1 at a finite place.
  private static final double SOFTENING = 0.0008;

  private static final double[] RECALL_TICKS = {0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 1};
  private static final double[] STEPS = {1, 2, 5};

  /// Scales that show all points from [#LEAST_RECALL] on.
  static PlotScales over(List<RecallCurve> curves) {
    double slowest = Double.MAX_VALUE;
    double fastest = 0;
    for (var curve : curves) {
      for (var point : curve.points()) {
        if (point.recall() >= LEAST_RECALL) {
          slowest = Math.min(slowest, point.perSecond());
          fastest = Math.max(fastest, point.perSecond());
        }
      }
    }
    return fastest == 0
        ? new PlotScales(100, 10_000)
        : new PlotScales(slowest / 1.25, Math.max(fastest, slowest * 2) * 1.25);
  }

  double x(double recall) {
    double share = (missed(recall) - missed(LEAST_RECALL)) / (missed(1) - missed(LEAST_RECALL));
    return LEFT + share * (RIGHT - LEFT);
  }

  private static double missed(double recall) {
    return -Math.log(1 - recall + SOFTENING);
  }

  double y(double perSecond) {
    double share = Math.log(perSecond / slowest) / Math.log(fastest / slowest);
    return BOTTOM - share * (BOTTOM - TOP);
  }

  static double[] recallTicks() {
    return RECALL_TICKS.clone();
  }

  /// 1, 2 and 5 times powers of ten, as far as they are shown.
  List<Double> speedTicks() {
    var ticks = new ArrayList<Double>();
    for (double power = Math.pow(10, Math.floor(Math.log10(slowest))); power <= fastest; ) {
      for (double step : STEPS) {
        if (slowest <= step * power && step * power <= fastest) {
          ticks.add(step * power);
        }
      }
      power *= 10;
    }
    return ticks;
  }
}
