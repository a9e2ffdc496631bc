package dev.eidetic.demo.render;

import java.util.function.DoubleBinaryOperator;

/// Where in the depth of each square of the picture the model can begin, by marching wide cones.
final class Tiles {

  private final int across;
  private final double[] starts;

  private Tiles(int across, Marcher marcher, Camera.Rays rays, DoubleBinaryOperator known) {
    this.across = across;
    starts = new double[across * across];
    // Half the diagonal of a tile as the tangent of an angle; a little more, for rounding.
    double width = 1.45 * rays.camera().zoom() / across;
    for (int i = 0; i < starts.length; i++) {
      double u = (2 * (i % across) + 1.0) / across - 1;
      double v = (2 * (i / across) + 1.0) / across - 1;
      double start = known.applyAsDouble(u, v);
      starts[i] = start < 0 ? -1 : marcher.begin(rays.origin(), rays.direction(u, v), width, start);
    }
  }

  /// Coarse tiles.
  Tiles(int across, Marcher marcher, Camera.Rays rays) {
    this(across, marcher, rays, (_, _) -> 0);
  }

  /// These tiles cut finer.
  Tiles finer(int times, Marcher marcher, Camera.Rays rays) {
    return new Tiles(across * times, marcher, rays, this::start);
  }

  /// A distance that is free of the model along the ray, or -1 if all of the ray is.
  double start(double u, double v) {
    int column = Math.clamp((int) ((u + 1) * 0.5 * across), 0, across - 1);
    int row = Math.clamp((int) ((v + 1) * 0.5 * across), 0, across - 1);
    return starts[row * across + column];
  }
}
