package dev.eidetic.demo.render;

/// A closed outline in the plane.
final class Polygon {

  private final double[] corners;

  /// @param corners two coordinates each
  Polygon(double... corners) {
    this.corners = corners.clone();
  }

  /// Signed distance to the outline; negative inside.
  double distance(double x, double y) {
    double square = Double.MAX_VALUE;
    boolean inside = false;
    int last = corners.length - 2;
    for (int i = 0; i < corners.length; last = i, i += 2) {
      double edgeX = corners[last] - corners[i];
      double edgeY = corners[last + 1] - corners[i + 1];
      double px = x - corners[i];
      double py = y - corners[i + 1];
      double share =
          Math.clamp((px * edgeX + py * edgeY) / (edgeX * edgeX + edgeY * edgeY), 0.0, 1.0);
      double awayX = px - edgeX * share;
      double awayY = py - edgeY * share;
      square = Math.min(square, awayX * awayX + awayY * awayY);
      boolean crosses = (py >= 0) != (y - corners[last + 1] >= 0);
      if (crosses && px < py * edgeX / edgeY) {
        inside = !inside;
      }
    }
    double away = Math.sqrt(square);
    return inside ? -away : away;
  }
}
