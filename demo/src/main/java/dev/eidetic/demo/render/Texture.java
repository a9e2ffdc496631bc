package dev.eidetic.demo.render;

/// Colour of a material at each point of space, as if the thing were carved from it.
@FunctionalInterface
public interface Texture {

  Vec3 at(Vec3 point);

  /// The same texture, finer for factors above 1.
  default Texture finer(double factor) {
    return point -> at(point.times(factor));
  }

  default Texture at(double x, double y, double z) {
    var origin = new Vec3(x, y, z);
    return point -> at(point.minus(origin));
  }

  /// The same texture with its y axis laid along x.
  default Texture alongX() {
    return point -> at(new Vec3(point.y(), point.x(), point.z()));
  }

  /// The same texture with its y axis laid along z.
  default Texture alongZ() {
    return point -> at(new Vec3(point.x(), point.z(), point.y()));
  }

  /// This one below a wavy line and the other above it, like a dipped glaze.
  default Texture dipped(double height, Texture above) {
    return point -> {
      double wave = 0.05 * Noise.smooth(point.x() * 4 + 9, 0.5, point.z() * 4);
      double share = Noise.step(-0.006, 0.006, point.y() - height - wave);
      return share == 0
          ? at(point)
          : share == 1 ? above.at(point) : at(point).mix(above.at(point), share);
    };
  }
}
