package dev.eidetic.demo.render;

import dev.eidetic.demo.render.Backdrop.Outlook;
import dev.eidetic.demo.render.Backdrop.Room;
import dev.eidetic.demo.render.Backdrop.Sweep;
import dev.eidetic.demo.render.Shade.Spot;

/// The light that comes back along a ray. Belongs to one picture; holds no state that changes.
final class Shader {

  /// What is farther away than this is not drawn.
  private static final double FAR = 40;

  private static final Vec3 UP = new Vec3(0, 1, 0);
  private static final Vec3 WHITE = Vec3.gray(1);

  private final Scene scene;
  private final Marcher marcher;
  private final Lighting lighting;

  /// Horizontal directions: away from the camera, and to the right in the picture.
  private final Vec3 away;

  private final Vec3 right;

  private final Camera.Rays rays;
  private final Tiles tiles;
  private final LightMap floorKey = new LightMap(this::keyOnFloor);
  private final LightMap floorOpen = new LightMap(this::openOnFloor);
  private final LightMap wallKey = new LightMap(this::keyOnWall);

  /// @param size width and height of the picture in pixels
  Shader(Scene scene, int size) {
    this.scene = scene;
    marcher = new Marcher(scene.model());
    lighting = scene.lighting();
    away = Vec3.direction(scene.camera().azimuthDegrees(), 0).times(-1);
    right = away.cross(UP);
    rays = scene.camera().rays();
    tiles =
        new Tiles(Math.max(1, size / 16), marcher, rays)
            .finer(4, marcher, rays)
            .finer(2, marcher, rays);
  }

  /// @param u across the picture, -1 to 1
  /// @param v up the picture, -1 to 1
  /// @param shade of the pixel's first ray that met the model; further rays take it over
  Vec3 color(double u, double v, Shade shade) {
    Vec3 direction = rays.direction(u, v);
    double start = tiles.start(u, v);
    double t = start < 0 ? -1 : marcher.hit(rays.origin(), direction, start);
    if (t < 0) {
      return backdrop(direction, u, v);
    }
    Vec3 p = rays.origin().along(direction, t);
    var spot = new Spot(p, marcher.normal(p, 0.0018), marcher.surface(p));
    shade.meet(spot);
    return model(spot, direction, shade);
  }

  /// The light from a pixel that shows one smooth surface, without a walk to it.
  ///
  /// @param spot where the pixel's first ray met the surface, with the normal for this ray
  Vec3 colorNear(double u, double v, Spot spot, Shade shade) {
    Vec3 direction = rays.direction(u, v);
    Vec3 normal = spot.normal();
    double t = spot.point().minus(rays.origin()).dot(normal) / direction.dot(normal);
    Vec3 p = rays.origin().along(direction, t);
    return model(new Spot(p, normal, spot.surface()), direction, shade);
  }

  private Vec3 model(Spot spot, Vec3 direction, Shade shade) {
    Vec3 p = spot.point();
    Vec3 normal = spot.normal();
    Surface surface = spot.surface();
    Vec3 albedo = surface.texture().at(p);
    double open = shade.open(() -> marcher.openness(p, normal, 0.3));
    Vec3 color = albedo.times(surface.glow());
    if (!surface.metal()) {
      color = color.plus(albedo.times(scattered(p, normal, open, shade)));
    }
    if (surface.mirror() > 0) {
      color = color.plus(mirrored(p, direction, normal, surface, albedo).times(0.3 + 0.7 * open));
    }
    return color;
  }

  /// Light that a matt white surface would send back.
  private Vec3 scattered(Vec3 p, Vec3 normal, double open, Shade shade) {
    double key = normal.dot(lighting.toKey());
    if (key > 0) {
      key *=
          shade.key(
              () -> marcher.light(p.along(normal, 0.006), lighting.toKey(), lighting.hardness()));
    }
    double fill = Math.max(0, 0.25 + 0.75 * normal.dot(lighting.toFill()));
    return room(normal)
        .plus(lighting.fill().times(fill))
        .times(open)
        .plus(lighting.key().times(Math.max(0, key)));
  }

  private Vec3 room(Vec3 normal) {
    return lighting.below().mix(lighting.above(), 0.5 + 0.5 * normal.y());
  }

  private Vec3 mirrored(Vec3 p, Vec3 direction, Vec3 normal, Surface surface, Vec3 albedo) {
    double grazing = 1 - Math.clamp(-direction.dot(normal), 0.0, 1.0);
    double square = grazing * grazing;
    double gain = (1 - surface.mirror()) * (1 - 0.85 * surface.roughness());
    double share = surface.mirror() + gain * square * square * grazing;
    Vec3 bounce = direction.mirrored(normal);
    double lamps = surface.metal() ? 1 : 4.5;
    Vec3 seen = lighting.reflected(bounce, surface.roughness(), lamps);
    if (surface.metal()) {
      // Metal shows nothing but the room: bright paper above and below, and a dusky horizon.
      seen = seen.times(1.2 + 1.7 * Noise.step(0, 0.8, Math.abs(bounce.y())));
    }
    double sharp = Noise.step(0.08, 0.2, share) * Noise.step(0.6, 0.1, surface.roughness());
    if (sharp > 0) {
      seen =
          seen.mix(
              around(p.along(normal, 0.01), bounce, seen), surface.metal() ? 0.7 * sharp : sharp);
    }
    return seen.times(share)
        .times(surface.metal() ? albedo.mix(WHITE, square * square * grazing) : WHITE);
  }

  /// What a mirrored ray meets: the model itself, the floor, or else the room.
  private Vec3 around(Vec3 from, Vec3 direction, Vec3 room) {
    double t = marcher.hit(from, direction);
    if (t >= 0) {
      return atAGlance(from.along(direction, t));
    }
    if (direction.y() < -0.02) {
      Vec3 p = from.along(direction, -from.y() / direction.y());
      double near = 1 / (1 + 0.1 * p.dot(p));
      double open = marcher.openness(p, UP, 0.3);
      return room.mix(floorColor(p, 0).times(floorLight(open, 0.8)), near);
    }
    return room;
  }

  /// A point of the model as seen in a mirror: without shadows and further mirrors.
  private Vec3 atAGlance(Vec3 p) {
    Vec3 normal = marcher.normal(p, 0.003);
    Surface surface = marcher.surface(p);
    double key = 0.8 * Math.max(0, normal.dot(lighting.toKey()));
    Vec3 light = room(normal).plus(lighting.key().times(key)).plus(Vec3.gray(surface.glow()));
    return surface.texture().at(p).times(light);
  }

  private Vec3 backdrop(Vec3 direction, double u, double v) {
    double toFloor = toFloor(direction);
    return switch (scene.backdrop()) {
      case Sweep sweep ->
          toFloor > FAR ? paper(sweep, v) : floor(at(direction, toFloor), direction, u, v);
      case Room room -> {
        double toWall = toWall(room, direction);
        yield toFloor < toWall
            ? floor(at(direction, toFloor), direction, u, v)
            : wall(room, at(direction, toWall), u, v);
      }
      case Outlook outlook ->
          toFloor < FAR && at(direction, toFloor).dot(away) < outlook.depth()
              ? floor(at(direction, toFloor), direction, u, v)
              : outlook.view(u, v);
    };
  }

  private Vec3 at(Vec3 direction, double t) {
    return rays.origin().along(direction, t);
  }

  /// How far along a camera ray the floor is, or more than [#FAR].
  private double toFloor(Vec3 direction) {
    return direction.y() < -1e-4 ? -rays.origin().y() / direction.y() : 2 * FAR;
  }

  private double toWall(Room room, Vec3 direction) {
    double perStep = direction.dot(away);
    return perStep > 1e-4 ? (room.depth() - rays.origin().dot(away)) / perStep : FAR;
  }

  private double keyOnFloor(double u, double v) {
    Vec3 direction = rays.direction(u, v);
    double t = toFloor(direction);
    return t > FAR ? 1 : marcher.light(at(direction, t), lighting.toKey(), lighting.hardness());
  }

  private double openOnFloor(double u, double v) {
    Vec3 direction = rays.direction(u, v);
    double t = toFloor(direction);
    return t > FAR ? 1 : marcher.openness(at(direction, t), UP, 0.35);
  }

  private double keyOnWall(double u, double v) {
    if (!(scene.backdrop() instanceof Room room)) {
      return 1;
    }
    Vec3 direction = rays.direction(u, v);
    Vec3 p = at(direction, toWall(room, direction));
    return marcher.light(p, lighting.toKey(), lighting.hardness());
  }

  private Vec3 floor(Vec3 p, Vec3 direction, double u, double v) {
    boolean touching = marcher.isNear(p); // there the light changes faster than the maps can tell
    double open = touching ? openOnFloor(u, v) : floorOpen.at(u, v);
    double key = touching ? keyOnFloor(u, v) : floorKey.at(u, v);
    Vec3 color = floorColor(p, v).times(floorLight(open, key));
    double shine = scene.backdrop().shine();
    if (shine > 0) {
      Vec3 bounce = new Vec3(direction.x(), -direction.y(), direction.z());
      double t = marcher.hit(p, bounce);
      if (t >= 0) {
        color = color.mix(atAGlance(p.along(bounce, t)), shine / (1 + t));
      }
    }
    return color;
  }

  /// Light on the floor; paper sweeps are lit evenly and only show the shadow.
  private Vec3 floorLight(double open, double key) {
    if (scene.backdrop() instanceof Sweep) {
      double lost = 0.42 * (1 - key);
      return Vec3.gray((1 - lost) * (0.45 + 0.55 * open));
    }
    double facing = Math.max(0, lighting.toKey().y());
    return lighting
        .above()
        .plus(lighting.fill().times(0.5))
        .times(open)
        .plus(lighting.key().times(key * facing));
  }

  private Vec3 floorColor(Vec3 p, double v) {
    return switch (scene.backdrop()) {
      case Sweep sweep -> paper(sweep, v);
      case Room room -> room.floor().at(new Vec3(p.dot(right), 0, p.dot(away)));
      case Outlook outlook -> outlook.floor().at(new Vec3(p.dot(right), 0, p.dot(away)));
    };
  }

  private static Vec3 paper(Sweep sweep, double v) {
    return sweep.bottom().mix(sweep.top(), Noise.step(-1, 1, v));
  }

  private Vec3 wall(Room room, Vec3 p, double u, double v) {
    Vec3 normal = away.times(-1);
    double key = Math.max(0, normal.dot(lighting.toKey()));
    if (key > 0) {
      key *= wallKey.at(u, v);
    }
    double corner = 0.72 + 0.28 * Noise.step(0, 0.7, p.y());
    Vec3 light =
        room(normal).plus(lighting.fill().times(0.5)).times(corner).plus(lighting.key().times(key));
    return room.wall().at(new Vec3(p.dot(right), p.y(), 0)).times(light);
  }
}
