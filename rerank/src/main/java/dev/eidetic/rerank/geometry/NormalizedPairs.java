package dev.eidetic.rerank.geometry;

/// Pairs moved and scaled so that equations in them are well conditioned: each side's centre lies
/// at 0, and both sides are divided by one number, so that distances keep their proportion.
///
/// @param pairs moved
/// @param leftX centre, in pixels, as the three others
/// @param scale pixels per unit
record NormalizedPairs(
    PointPairs pairs, double leftX, double leftY, double rightX, double rightY, double scale) {

  static NormalizedPairs of(PointPairs pairs) {
    int count = pairs.count();
    var centre = new double[4];
    int finite = 0;
    for (int i = 0; i < count; i++) {
      if (pairs.isFinite(i)) {
        finite++;
        centre[0] += (pairs.leftX(i) - centre[0]) / finite;
        centre[1] += (pairs.leftY(i) - centre[1]) / finite;
        centre[2] += (pairs.rightX(i) - centre[2]) / finite;
        centre[3] += (pairs.rightY(i) - centre[3]) / finite;
      }
    }
    double distance = 0;
    for (int i = 0; i < count; i++) {
      if (pairs.isFinite(i)) {
        distance += Math.hypot(pairs.leftX(i) - centre[0], pairs.leftY(i) - centre[1]);
        distance += Math.hypot(pairs.rightX(i) - centre[2], pairs.rightY(i) - centre[3]);
      }
    }
    double scale = distance / Math.max(1, 2 * finite) / Math.sqrt(2);
    if (!(scale > 0) || !Double.isFinite(scale)) { // all in one place, or beyond counting
      scale = 1;
    }
    var x = new double[count];
    var y = new double[count];
    var u = new double[count];
    var v = new double[count];
    for (int i = 0; i < count; i++) {
      x[i] = (pairs.leftX(i) - centre[0]) / scale;
      y[i] = (pairs.leftY(i) - centre[1]) / scale;
      u[i] = (pairs.rightX(i) - centre[2]) / scale;
      v[i] = (pairs.rightY(i) - centre[3]) / scale;
    }
    return new NormalizedPairs(
        PointPairs.of(x, y, u, v), centre[0], centre[1], centre[2], centre[3], scale);
  }

  /// A model of the moved pairs, told in pixels.
  Transform inPixels(ModelKind kind, double[] model) {
    double[] left = {1 / scale, 0, -leftX / scale, 0, 1 / scale, -leftY / scale, 0, 0, 1};
    if (kind == ModelKind.FUNDAMENTAL) {
      double[] right = {1 / scale, 0, -rightX / scale, 0, 1 / scale, -rightY / scale, 0, 0, 1};
      return new Transform(kind, product(product(transposed(right), model), left));
    }
    double[] back = {scale, 0, rightX, 0, scale, rightY, 0, 0, 1};
    return new Transform(kind, product(product(back, model), left));
  }

  private static double[] transposed(double[] m) {
    return new double[] {m[0], m[3], m[6], m[1], m[4], m[7], m[2], m[5], m[8]};
  }

  private static double[] product(double[] a, double[] b) {
    var product = new double[9];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        product[3 * row + column] =
            a[3 * row] * b[column]
                + a[3 * row + 1] * b[3 + column]
                + a[3 * row + 2] * b[6 + column];
      }
    }
    return product;
  }
}
