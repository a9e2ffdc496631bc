package dev.eidetic.demo.render;

/// Simple solids. Unless said otherwise they are centred on the origin.
public final class Solids {

  private Solids() {}

  public static Solid sphere(double radius) {
    return new Solid(
        (x, y, z) -> Math.sqrt(x * x + y * y + z * z) - radius, new Ball(Vec3.ZERO, radius));
  }

  /// A box given by its half sizes, with rounded edges.
  public static Solid box(double halfX, double halfY, double halfZ, double roundness) {
    double x0 = halfX - roundness;
    double y0 = halfY - roundness;
    double z0 = halfZ - roundness;
    return new Solid(
        (x, y, z) -> {
          double dx = Math.abs(x) - x0;
          double dy = Math.abs(y) - y0;
          double dz = Math.abs(z) - z0;
          double outX = Math.max(dx, 0);
          double outY = Math.max(dy, 0);
          double outZ = Math.max(dz, 0);
          return Math.sqrt(outX * outX + outY * outY + outZ * outZ)
              + Math.min(Math.max(dx, Math.max(dy, dz)), 0)
              - roundness;
        },
        new Ball(Vec3.ZERO, new Vec3(halfX, halfY, halfZ).length()));
  }

  /// An upright cylinder with rounded rims.
  public static Solid cylinder(double radius, double halfHeight, double roundness) {
    return new Solid(
        (x, y, z) ->
            roundMax(Math.sqrt(x * x + z * z) - radius, Math.abs(y) - halfHeight, roundness),
        new Ball(Vec3.ZERO, Math.sqrt(radius * radius + halfHeight * halfHeight)));
  }

  /// An upright cone without its tip: a lathe with two radii, standing on `y = 0`.
  public static Solid frustum(
      double bottomRadius, double topRadius, double height, double roundness) {
    return lathe(height, roundness, bottomRadius, topRadius);
  }

  /// A ring in the plane `y = 0`.
  public static Solid torus(double radius, double thickness) {
    return new Solid(
        (x, y, z) -> {
          double out = Math.sqrt(x * x + z * z) - radius;
          return Math.sqrt(out * out + y * y) - thickness;
        },
        new Ball(Vec3.ZERO, radius + thickness));
  }

  /// A rod with round ends.
  public static Solid rod(Vec3 from, Vec3 to, double radius) {
    return taperedRod(from, to, radius, radius);
  }

  /// A rod whose radius changes evenly from one end to the other.
  public static Solid taperedRod(Vec3 from, Vec3 to, double fromRadius, double toRadius) {
    Vec3 axis = to.minus(from);
    double scale = 1 / axis.dot(axis);
    double slope = (fromRadius - toRadius) / axis.length();
    double safety = 1 / Math.sqrt(1 + slope * slope);
    return new Solid(
        (x, y, z) -> {
          double px = x - from.x();
          double py = y - from.y();
          double pz = z - from.z();
          double share =
              Math.clamp((px * axis.x() + py * axis.y() + pz * axis.z()) * scale, 0.0, 1.0);
          px -= share * axis.x();
          py -= share * axis.y();
          pz -= share * axis.z();
          double radius = fromRadius + (toRadius - fromRadius) * share;
          return (Math.sqrt(px * px + py * py + pz * pz) - radius) * safety;
        },
        new Ball(from.mix(to, 0.5), axis.length() / 2 + Math.max(fromRadius, toRadius)));
  }

  /// What turns on a lathe: standing on `y = 0`, solid, with flat ends.
  ///
  /// @param radii at equal steps of height, from the bottom to the top
  public static Solid lathe(double height, double roundness, double... radii) {
    var profile = new Profile(height, radii);
    return new Solid(
        (x, y, z) ->
            0.9
                * roundMax(
                    profile.distance(Math.sqrt(x * x + z * z), y),
                    Math.abs(y - height / 2) - height / 2,
                    roundness),
        latheBounds(height, radii));
  }

  /// A vessel from the lathe, open at the top.
  ///
  /// @param wall thickness of the wall and the bottom
  /// @param radii outside, at equal steps of height, from the bottom to the top
  public static Solid vessel(double height, double wall, double... radii) {
    var profile = new Profile(height, radii);
    return new Solid(
        (x, y, z) -> {
          double out = Math.sqrt(x * x + z * z);
          double side = profile.distance(out, y);
          double outside = roundMax(side, Math.abs(y - height / 2) - height / 2, 0.45 * wall);
          double cavity = Math.max(side + wall, 1.2 * wall - y);
          return 0.9 * roundMax(outside, -cavity, 0.45 * wall);
        },
        latheBounds(height, radii));
  }

  /// An upright prism over a shape in the plane, such as a triangle or a star, with soft edges.
  ///
  /// @param corners x and z in turn, counterclockwise seen from +y with z down the page
  public static Solid prism(double halfHeight, double roundness, double... corners) {
    double reach = 0; // squared
    for (int i = 0; i < corners.length; i += 2) {
      reach = Math.max(reach, corners[i] * corners[i] + corners[i + 1] * corners[i + 1]);
    }
    var polygon = new Polygon(corners);
    return new Solid(
        (x, y, z) ->
            roundMax(polygon.distance(x, z), Math.abs(y) - halfHeight + roundness, 0.5 * roundness)
                - roundness,
        new Ball(Vec3.ZERO, Math.sqrt(reach + halfHeight * halfHeight) + 2 * roundness));
  }

  /// The larger of two distances, with a rounded edge where they are equal.
  static double roundMax(double a, double b, double radius) {
    double u = Math.max(a + radius, 0);
    double v = Math.max(b + radius, 0);
    return Math.min(Math.max(a, b), -radius) + Math.sqrt(u * u + v * v);
  }

  private static Ball latheBounds(double height, double[] radii) {
    double widest = 0;
    for (double radius : radii) {
      widest = Math.max(widest, radius);
    }
    widest *= 1.06; // a spline may swing out a little beyond its knots
    double half = height / 2;
    return new Ball(new Vec3(0, half, 0), Math.sqrt(widest * widest + half * half));
  }
}
