package dev.eidetic.demo.render;

/// Where a picture is taken from. Picture coordinates run from -1 to 1, v upwards.
///
/// @param position of the lens
/// @param azimuthDegrees the camera stands in this direction from what it looks at
/// @param elevationDegrees and this high above the horizon
/// @param rollDegrees turn of the picture, clockwise
/// @param shiftU moves the picture's centre, in tangents of the angle of view
/// @param shiftV likewise, upwards
/// @param zoom tangent of half the angle of view
public record Camera(
    Vec3 position,
    double azimuthDegrees,
    double elevationDegrees,
    double rollDegrees,
    double shiftU,
    double shiftV,
    double zoom) {

  /// A camera that looks at the middle of a ball and has all of it in the picture.
  ///
  /// @param distance from the middle, in radii of the ball, above 1
  public static Camera lookingAt(
      Ball target, double azimuth, double elevation, double roll, double distance) {
    Vec3 away = Vec3.direction(azimuth, elevation);
    double zoom = 1 / Math.sqrt(distance * distance - 1);
    Vec3 position = target.center().along(away, distance * target.radius());
    return new Camera(position, azimuth, elevation, roll, 0, 0, zoom);
  }

  /// The same camera with another cut-out of what it sees.
  Camera framed(double newShiftU, double newShiftV, double newZoom) {
    return new Camera(
        position, azimuthDegrees, elevationDegrees, rollDegrees, newShiftU, newShiftV, newZoom);
  }

  /// Turns picture coordinates into unit directions, for one picture.
  Rays rays() {
    Vec3 forward = Vec3.direction(azimuthDegrees, elevationDegrees).times(-1);
    Vec3 right = forward.cross(new Vec3(0, 1, 0)).unit();
    Vec3 up = right.cross(forward);
    double roll = StrictMath.toRadians(rollDegrees);
    double cos = StrictMath.cos(roll);
    double sin = StrictMath.sin(roll);
    return new Rays(
        this, forward, right.times(cos).plus(up.times(sin)), up.times(cos).plus(right.times(-sin)));
  }

  record Rays(Camera camera, Vec3 forward, Vec3 right, Vec3 up) {

    Vec3 origin() {
      return camera.position;
    }

    Vec3 direction(double u, double v) {
      return forward
          .along(right, camera.shiftU + u * camera.zoom)
          .along(up, camera.shiftV + v * camera.zoom)
          .unit();
    }
  }
}
