package dev.eidetic.demo.render;

/// A shape in space; [Solids] has the simple ones, the methods here combine them.
///
/// @param distance to the surface
/// @param bounds enclose the whole solid
public record Solid(SignedDistance distance, Ball bounds) {

  public Solid at(double x, double y, double z) {
    var inner = distance;
    return new Solid(
        (px, py, pz) -> inner.at(px - x, py - y, pz - z),
        new Ball(bounds.center().plus(new Vec3(x, y, z)), bounds.radius()));
  }

  /// Turned about the x axis; positive degrees tip the top towards the viewer (+z).
  public Solid turnedX(double degrees) {
    double sin = StrictMath.sin(StrictMath.toRadians(degrees));
    double cos = StrictMath.cos(StrictMath.toRadians(degrees));
    var inner = distance;
    Vec3 c = bounds.center();
    return new Solid(
        (x, y, z) -> inner.at(x, cos * y + sin * z, cos * z - sin * y),
        new Ball(
            new Vec3(c.x(), cos * c.y() - sin * c.z(), cos * c.z() + sin * c.y()),
            bounds.radius()));
  }

  /// Turned about the vertical; positive degrees turn the front (+z) to the right (+x).
  public Solid turnedY(double degrees) {
    double sin = StrictMath.sin(StrictMath.toRadians(degrees));
    double cos = StrictMath.cos(StrictMath.toRadians(degrees));
    var inner = distance;
    Vec3 c = bounds.center();
    return new Solid(
        (x, y, z) -> inner.at(cos * x - sin * z, y, cos * z + sin * x),
        new Ball(
            new Vec3(cos * c.x() + sin * c.z(), c.y(), cos * c.z() - sin * c.x()),
            bounds.radius()));
  }

  /// Turned about the z axis; positive degrees tip the top to the left (-x).
  public Solid turnedZ(double degrees) {
    double sin = StrictMath.sin(StrictMath.toRadians(degrees));
    double cos = StrictMath.cos(StrictMath.toRadians(degrees));
    var inner = distance;
    Vec3 c = bounds.center();
    return new Solid(
        (x, y, z) -> inner.at(cos * x + sin * y, cos * y - sin * x, z),
        new Ball(
            new Vec3(cos * c.x() - sin * c.y(), cos * c.y() + sin * c.x(), c.z()),
            bounds.radius()));
  }

  /// This and its mirror image at the plane `x = 0`; this one should lie at `x >= 0`.
  public Solid mirroredX() {
    var inner = distance;
    Vec3 c = bounds.center();
    var twin = new Ball(new Vec3(-c.x(), c.y(), c.z()), bounds.radius());
    return new Solid((x, y, z) -> inner.at(Math.abs(x), y, z), bounds.with(twin));
  }

  /// This and its mirror image at the plane `z = 0`; this one should lie at `z >= 0`.
  public Solid mirroredZ() {
    var inner = distance;
    Vec3 c = bounds.center();
    var twin = new Ball(new Vec3(c.x(), c.y(), -c.z()), bounds.radius());
    return new Solid((x, y, z) -> inner.at(x, y, Math.abs(z)), bounds.with(twin));
  }

  public Solid and(Solid other) {
    var first = distance;
    var second = other.distance;
    var reach = other.bounds;
    return new Solid(
        (x, y, z) -> {
          double a = first.at(x, y, z);
          return reach.isBeyond(a, x, y, z) ? a : Math.min(a, second.at(x, y, z));
        },
        bounds.with(other.bounds));
  }

  /// The union with a fillet.
  ///
  /// @param width of the zone in which the surfaces melt together
  public Solid blended(double width, Solid other) {
    var first = distance;
    var second = other.distance;
    var reach = other.bounds;
    return new Solid(
        (x, y, z) -> {
          double a = first.at(x, y, z);
          if (reach.isBeyond(a + width, x, y, z)) {
            return a;
          }
          double b = second.at(x, y, z);
          double overlap = Math.max(width - Math.abs(a - b), 0) / width;
          return Math.min(a, b) - overlap * overlap * width / 4;
        },
        bounds.with(other.bounds).grownBy(width / 4));
  }

  /// What is left when the other is cut away; the new edges are rounded.
  public Solid minus(double roundness, Solid other) {
    var first = distance;
    var second = other.distance;
    var reach = other.bounds;
    return new Solid(
        (x, y, z) -> {
          double a = first.at(x, y, z);
          return reach.isBeyond(Math.max(roundness, -a), x, y, z)
              ? a
              : Solids.roundMax(a, -second.at(x, y, z), roundness);
        },
        bounds);
  }

  /// What both have in common; the new edges are rounded.
  public Solid within(double roundness, Solid other) {
    var first = distance;
    var second = other.distance;
    return new Solid(
        (x, y, z) -> Solids.roundMax(first.at(x, y, z), second.at(x, y, z), roundness),
        bounds.radius() <= other.bounds.radius() ? bounds : other.bounds);
  }

  /// Stretched along the axes.
  public Solid stretched(double x, double y, double z) {
    double least = Math.min(x, Math.min(y, z));
    double most = Math.max(x, Math.max(y, z));
    var inner = distance;
    return new Solid(
        (px, py, pz) -> inner.at(px / x, py / y, pz / z) * least,
        new Ball(bounds.center().times(new Vec3(x, y, z)), bounds.radius() * most));
  }

  /// Sixteen flutes around the vertical axis that run out towards the floor.
  ///
  /// @param depth of a flute
  public Solid fluted(double depth) {
    var inner = distance;
    return new Solid(
        (x, y, z) -> {
          double d = inner.at(x, y, z);
          return d > 4 * depth
              ? d - depth
              : 0.8 * (d + depth * Noise.step(0.02, 0.3, y) * flute(x, z));
        },
        bounds.grownBy(depth));
  }

  /// `cos(16 a)` for the angle a of a point around the vertical, by squaring a complex number.
  private static double flute(double x, double z) {
    double square = x * x + z * z;
    if (square < 1e-12) {
      return 0;
    }
    double real = x / Math.sqrt(square);
    for (int i = 0; i < 4; i++) {
      real = 2 * real * real - 1;
    }
    return real;
  }
}
