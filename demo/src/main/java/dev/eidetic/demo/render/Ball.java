package dev.eidetic.demo.render;

/// A sphere that encloses something, to tell cheaply what a ray cannot meet.
public record Ball(Vec3 center, double radius) {

  /// The smallest ball around both.
  public Ball with(Ball other) {
    double apart = other.center.minus(center).length();
    if (apart + other.radius <= radius) {
      return this;
    }
    if (apart + radius <= other.radius) {
      return other;
    }
    double joint = (apart + radius + other.radius) / 2;
    return new Ball(center.mix(other.center, (joint - radius) / apart), joint);
  }

  /// Whether a point is outside, at least this far from the surface.
  boolean isBeyond(double distance, double x, double y, double z) {
    double dx = x - center.x();
    double dy = y - center.y();
    double dz = z - center.z();
    double reach = Math.max(0, distance) + radius;
    return dx * dx + dy * dy + dz * dz > reach * reach;
  }

  Ball grownBy(double margin) {
    return new Ball(center, radius + margin);
  }

  /// Half the length of the chord that a ray cuts from the ball, or -1 where it misses.
  ///
  /// @param middle where along the ray the chord has its middle, from [#middle]
  double halfChord(Vec3 origin, Vec3 direction, double middle) {
    Vec3 nearest = origin.along(direction, middle).minus(center);
    double square = radius * radius - nearest.dot(nearest);
    return square <= 0 ? -1 : Math.sqrt(square);
  }

  double middle(Vec3 origin, Vec3 direction) {
    return center.minus(origin).dot(direction);
  }
}
