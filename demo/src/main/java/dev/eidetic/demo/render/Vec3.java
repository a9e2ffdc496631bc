package dev.eidetic.demo.render;

/// A point, a direction or a colour in linear light (red, green, blue; 1 is white paper).
public record Vec3(double x, double y, double z) {

  public static final Vec3 ZERO = new Vec3(0, 0, 0);

  /// A colour from its usual sRGB notation.
  ///
  /// @param rgb such as `0xff8000`
  public static Vec3 color(int rgb) {
    return new Vec3(
        ToneCurve.linear((rgb >> 16) & 0xff),
        ToneCurve.linear((rgb >> 8) & 0xff),
        ToneCurve.linear(rgb & 0xff));
  }

  public static Vec3 gray(double level) {
    return new Vec3(level, level, level);
  }

  /// A direction of length 1.
  ///
  /// @param azimuthDegrees around the vertical, 0 is +z, 90 is +x
  /// @param elevationDegrees above the floor
  public static Vec3 direction(double azimuthDegrees, double elevationDegrees) {
    double azimuth = StrictMath.toRadians(azimuthDegrees);
    double elevation = StrictMath.toRadians(elevationDegrees);
    double flat = StrictMath.cos(elevation);
    return new Vec3(
        flat * StrictMath.sin(azimuth), StrictMath.sin(elevation), flat * StrictMath.cos(azimuth));
  }

  public Vec3 plus(Vec3 other) {
    return new Vec3(x + other.x, y + other.y, z + other.z);
  }

  public Vec3 minus(Vec3 other) {
    return new Vec3(x - other.x, y - other.y, z - other.z);
  }

  public Vec3 times(double factor) {
    return new Vec3(x * factor, y * factor, z * factor);
  }

  /// Component by component: light filtered by a colour.
  public Vec3 times(Vec3 other) {
    return new Vec3(x * other.x, y * other.y, z * other.z);
  }

  /// This point moved along a direction.
  public Vec3 along(Vec3 direction, double distance) {
    return new Vec3(
        x + direction.x * distance, y + direction.y * distance, z + direction.z * distance);
  }

  /// @param share of the other, 0 to 1
  public Vec3 mix(Vec3 other, double share) {
    return new Vec3(
        x + (other.x - x) * share, y + (other.y - y) * share, z + (other.z - z) * share);
  }

  public double dot(Vec3 other) {
    return x * other.x + y * other.y + z * other.z;
  }

  public Vec3 cross(Vec3 other) {
    return new Vec3(
        y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
  }

  public double length() {
    return Math.sqrt(dot(this));
  }

  public Vec3 unit() {
    return times(1 / length());
  }

  /// This direction mirrored at a surface with the given unit normal.
  public Vec3 mirrored(Vec3 normal) {
    return along(normal, -2 * dot(normal));
  }
}
