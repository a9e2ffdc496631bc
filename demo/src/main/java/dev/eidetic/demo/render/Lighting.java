package dev.eidetic.demo.render;

/// Light of a studio: a large key light that throws shadows, a fill light, and the room.
///
/// @param toKey unit direction towards the key light
/// @param key its colour times its strength
/// @param hardness of the shadow's edge: 4 is a large soft box, 16 a small lamp
/// @param toFill unit direction towards the fill light, which throws no shadow
/// @param above light of the room from above
/// @param below light of the room from below, such as what the floor sends back
public record Lighting(
    Vec3 toKey, Vec3 key, double hardness, Vec3 toFill, Vec3 fill, Vec3 above, Vec3 below) {

  /// What a mirror shows of the room in a direction: bright boxes in a gradient.
  ///
  /// @param blur 0 for a sharp mirror, 1 for satin
  /// @param lamps how much brighter than white paper the boxes are
  Vec3 reflected(Vec3 direction, double blur, double lamps) {
    double height = 0.5 + 0.5 * direction.y();
    Vec3 room = below.mix(above, Noise.step(0.25, 0.85, height)).times(0.75);
    double edge = 0.03 + 0.3 * blur;
    return room.plus(key.times(1.8 * lamps * box(direction, toKey, 0.3, edge) / (1 + 3 * blur)))
        .plus(fill.times(1.6 * lamps * box(direction, toFill, 0.22, edge) / (1 + 3 * blur)));
  }

  /// Share of a square light in a direction, with soft edges.
  private static double box(Vec3 direction, Vec3 towards, double half, double edge) {
    double facing = direction.dot(towards);
    if (facing <= 0.2) {
      return 0;
    }
    Vec3 side = new Vec3(towards.z(), 0, -towards.x()).unit();
    double u = Math.abs(direction.dot(side)) / facing;
    double v = Math.abs(direction.dot(towards.cross(side))) / facing;
    return Noise.step(half + edge, half - edge, u)
        * Noise.step(half * 1.3 + edge, half * 1.3 - edge, v);
  }
}
