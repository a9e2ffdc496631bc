package dev.eidetic.demo.render;

/// Where in the depth of each square of the picture the model can begin, by marching wide cones.
final class Tiles {

  /// Tiles across the picture.
  private static final int COUNT = 40;

  private final double[] starts = new double[COUNT * COUNT];

  Tiles(Marcher marcher, Camera.Rays rays) {
    // Half the diagonal of a tile as the tangent of an angle; a little more, for rounding.
    double width = 1.45 * rays.camera().zoom() / COUNT;
    for (int i = 0; i < starts.length; i++) {
      double u = (2 * (i % COUNT) + 1.0) / COUNT - 1;
      double v = (2 * (i / COUNT) + 1.0) / COUNT - 1;
      starts[i] = marcher.begin(rays.origin(), rays.direction(u, v), width);
    }
  }

  /// A distance that is free of the model along the ray, or -1 if all of the ray is.
  double start(double u, double v) {
    int column = Math.clamp((int) ((u + 1) * 0.5 * COUNT), 0, COUNT - 1);
    int row = Math.clamp((int) ((v + 1) * 0.5 * COUNT), 0, COUNT - 1);
    return starts[row * COUNT + column];
  }
}
