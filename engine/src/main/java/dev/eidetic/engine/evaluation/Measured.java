package dev.eidetic.engine.evaluation;

import dev.eidetic.engine.sheet.SheetBlock.Curve;
import dev.eidetic.evaluate.pairs.Verification;
import java.util.List;

/// Figures and a curve without a name yet.
///
/// @param x ascending, from 0 to 1
/// @param y from 0 to 1
record Measured(List<RunFigure> figures, double[] x, double[] y) {

  private static final int MOST_POINTS = 200;

  Curve curve(String name) {
    return new Curve(name, x, y);
  }

  /// True matches (upwards) against false ones: the receiver operating characteristic.
  static Measured of(List<RunFigure> figures, Verification verification) {
    var points = verification.points();
    int count = Math.min(MOST_POINTS, points.size());
    var x = new double[count];
    var y = new double[count];
    for (int i = 0; i < count; i++) {
      var point = points.get((int) ((long) i * (points.size() - 1) / Math.max(1, count - 1)));
      x[i] = point.falseMatchRate();
      y[i] = 1 - point.falseNonMatchRate();
    }
    return new Measured(figures, x, y);
  }
}
