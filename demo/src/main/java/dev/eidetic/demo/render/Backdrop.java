package dev.eidetic.demo.render;

/// What is behind and below the thing.
public sealed interface Backdrop {

  /// How much the floor mirrors, 0 to 1.
  double shine();

  /// A sweep of paper: no edge between floor and wall, and the floor shows nothing but shadows.
  ///
  /// @param top colour at the top of the picture
  /// @param bottom colour at the bottom
  record Sweep(Vec3 top, Vec3 bottom, double shine) implements Backdrop {}

  /// A floor or table before a wall that stands across the line of sight.
  ///
  /// @param depth distance of the wall behind the thing
  record Room(Texture floor, double shine, Texture wall, double depth) implements Backdrop {}

  /// A table before a view far out of focus: a gradient with discs of light.
  ///
  /// @param depth distance of the table's far edge behind the thing
  record Outlook(Texture floor, double shine, double depth, Vec3 sky, Vec3 ground, int seed)
      implements Backdrop {

    /// @param u across the picture, -1 to 1
    /// @param v up the picture, -1 to 1
    Vec3 view(double u, double v) {
      double cloud = Noise.fractal(u * 1.3 + seed, v * 1.3, 0.5, 2);
      Vec3 color = ground.mix(sky, Noise.step(-0.5, 0.9, v + 0.9 * (cloud - 0.5)));
      for (int i = 0; i < 26; i++) {
        double x = 2.4 * Noise.cell(seed, i, 1) - 1.2;
        double y = 1.9 * Noise.cell(seed, i, 2) - 0.75;
        double size = 0.06 + 0.13 * Noise.cell(seed, i, 3);
        double off = Math.sqrt((u - x) * (u - x) + (v - y) * (v - y));
        double share = Noise.step(size, 0.86 * size, off) * (0.7 + 0.3 * off / size);
        if (share > 0) {
          Vec3 light = sky.mix(new Vec3(1.1, 1, 0.75), Noise.cell(seed, i, 4));
          color = color.mix(light, share * (0.1 + 0.4 * Noise.cell(seed, i, 5)));
        }
      }
      return color;
    }
  }
}
