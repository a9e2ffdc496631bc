package dev.eidetic.demo;

import dev.eidetic.demo.products.Design;
import dev.eidetic.demo.render.Backdrop;
import dev.eidetic.demo.render.Backdrop.Outlook;
import dev.eidetic.demo.render.Backdrop.Room;
import dev.eidetic.demo.render.Backdrop.Sweep;
import dev.eidetic.demo.render.Camera;
import dev.eidetic.demo.render.Framing;
import dev.eidetic.demo.render.Lighting;
import dev.eidetic.demo.render.Scene;
import dev.eidetic.demo.render.Textures;
import dev.eidetic.demo.render.Vec3;
import java.util.Random;

/// Sets up camera, light and backdrop for one view; the same view always gets the same.
///
/// View 0 is the catalogue's own: white paper, soft light. The others are taken here and there.
final class Photographer {

  private static final Vec3 WARM = new Vec3(1.1, 0.97, 0.8);
  private static final Vec3 NEUTRAL = Vec3.gray(1);
  private static final Vec3 COOL = new Vec3(0.88, 0.98, 1.14);

  private static final int STYLES = 8;

  /// Pale colours that go together in any pair.
  private static final int[] PASTELS = {
    0xf2c6b4, 0xf5e0b5, 0xcfe3c8, 0xbcd9e0, 0xc9cbe6, 0xe9c9d8, 0xe6ddd0, 0xa9c7bf
  };

  private final Design design;
  private final ProductView view;

  /// `java.util.Random` is specified to the bit.
  private final Random random;

  private Photographer(Design design, ProductView view) {
    this.design = design;
    this.view = view;
    random = new Random(0x5eed_0001L + 7919L * view.product() + 104_729L * view.view());
    for (int i = 0; i < 4; i++) {
      random.nextInt(); // neighbouring seeds start alike
    }
  }

  static Scene scene(Design design, ProductView view) {
    var photographer = new Photographer(design, view);
    return view.view() == 0 ? photographer.catalogueShot() : photographer.elsewhere();
  }

  private Scene catalogueShot() {
    double azimuth = Math.min(28, 0.6 * design.swingDegrees());
    var paper = new Sweep(Vec3.gray(1.15), Vec3.gray(1), 0);
    var camera = Camera.lookingAt(design.model().bounds(), azimuth, 16, 0, 6.5);
    return scene(camera, 0.74, -0.04, paper, light(azimuth, -48, 52, 5, NEUTRAL, 0.72, 0.5));
  }

  private Scene elsewhere() {
    double swing = design.swingDegrees();
    double azimuth = between(-swing, swing);
    double elevation = between(9, 40);
    double roll = random.nextInt(3) == 0 ? between(-8, 8) : 0;
    double distance = between(3.6, 7);
    var camera = Camera.lookingAt(design.model().bounds(), azimuth, elevation, roll, distance);
    double side = random.nextBoolean() ? 1 : -1;
    Vec3 tint = tint();
    int style = Math.floorMod(3 * (view.product() + view.view()), STYLES);
    boolean dark = style == 5;
    var light =
        light(
            azimuth,
            side * between(25, 75),
            between(34, 64),
            between(4, 12),
            tint,
            dark ? 0.85 : between(0.62, 0.85),
            dark ? 0.34 : between(0.34, 0.48));
    return scene(camera, between(0.62, 0.8), between(-0.25, 0.25), backdrop(style), light);
  }

  private Scene scene(
      Camera camera, double fill, double offset, Backdrop backdrop, Lighting light) {
    var framed = Framing.fit(design.model(), camera, fill, offset, offset * 0.5 - 0.04);
    return new Scene(design.model(), backdrop, light, framed);
  }

  private Vec3 tint() {
    Vec3 other = random.nextBoolean() ? WARM : COOL;
    return NEUTRAL.mix(other, random.nextDouble());
  }

  private static Lighting light(
      double camera,
      double side,
      double elevation,
      double hardness,
      Vec3 tint,
      double key,
      double room) {
    return new Lighting(
        Vec3.direction(camera + side, elevation),
        tint.times(key),
        hardness,
        Vec3.direction(camera - 0.9 * side, 20),
        Vec3.gray(0.2 * (key + room)),
        tint.mix(NEUTRAL, 0.6).times(room),
        Vec3.gray(room * 0.62));
  }

  private Backdrop backdrop(int style) {
    double depth = between(1.1, 2.2);
    return switch (style) {
      case 0 -> studio();
      case 1 ->
          new Room(
              Textures.boards(0.7, 0xb98a5c, 0x8a5f3a),
              0,
              Textures.cloudy(pick(0xdcd6cb, 0xc5ccd0, 0xd9c9b6), 0.12),
              depth);
      case 2 ->
          new Room(
              Textures.cloudy(pick(0xcfcac2, 0xa9adb0), 0.3),
              0,
              Textures.tiles(0.56, 0.28, pick(0xe8ece8, 0x9fc4c0, 0xe9d9c6), 0xb9b5ab),
              depth);
      case 3, 4 -> pastels(depth);
      case 5 ->
          new Sweep(Vec3.color(pick(0x808b9c, 0x71908a, 0x9a8288)), Vec3.color(0x4a4f59), 0.35);
      case 6 ->
          new Outlook(
              Textures.boards(0.55, 0x9c7a58, 0x6e5138),
              0,
              between(1, 1.8),
              Vec3.color(0xdbe8cf),
              Vec3.color(0x4d7440),
              view.product() * 8 + view.view());
      default ->
          new Outlook(
              Textures.cloudy(pick(0xd8d2c6, 0x8d8f94), 0.25),
              0,
              between(1, 1.8),
              Vec3.color(0xf3d9b8),
              Vec3.color(0x4f4a5c),
              view.product() * 8 + view.view());
    };
  }

  private Sweep studio() {
    Vec3 color = Vec3.color(PASTELS[random.nextInt(PASTELS.length)]);
    return new Sweep(color.times(0.78), color.times(1.02), 0);
  }

  private Room pastels(double depth) {
    int floor = random.nextInt(PASTELS.length);
    int wall = (floor + 1 + random.nextInt(PASTELS.length - 1)) % PASTELS.length;
    return new Room(Textures.plain(PASTELS[floor]), 0, Textures.plain(PASTELS[wall]), depth);
  }

  private int pick(int... colors) {
    return colors[random.nextInt(colors.length)];
  }

  private double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }
}
