package dev.eidetic.demo.render;

/// Materials by formula. Colours are given as sRGB, such as `0xff8000`.
public final class Textures {

  private static final double TURN = 2 * StrictMath.PI;
  private static final double GOLDEN_ANGLE = StrictMath.PI * (3 - Math.sqrt(5));

  private Textures() {}

  public static Texture plain(int color) {
    Vec3 value = Vec3.color(color);
    return _ -> value;
  }

  /// Wood with its grain along y.
  public static Texture wood(int light, int dark) {
    Vec3 early = Vec3.color(light);
    Vec3 late = Vec3.color(dark);
    return p -> {
      double bend = Noise.smooth(p.x() * 1.3, p.y() * 0.7, p.z() * 1.3);
      double x = p.x() + 0.9 + 0.25 * bend;
      double z = p.z() + 0.55 + 0.2 * bend;
      double ring = Math.sqrt(x * x + z * z) * 9 + 0.8 * bend;
      double phase = ring - Math.floor(ring);
      double line = Noise.step(0.1, 0.85, phase) * Noise.step(1, 0.88, phase);
      double fibre = Noise.fractal(p.x() * 46, p.y() * 2.2, p.z() * 46, 2);
      double tint = Noise.smooth(p.x() * 3, p.y() * 0.8, p.z() * 3);
      return early.mix(late, Math.clamp(0.55 * line + 0.55 * (fibre - 0.5) + 0.3 * tint, 0.0, 1.0));
    };
  }

  public static Texture marble(int base, int vein) {
    Vec3 ground = Vec3.color(base);
    Vec3 ink = Vec3.color(vein);
    return p -> {
      double warp = Noise.fractal(p.x() * 2.2, p.y() * 2.2, p.z() * 2.2, 4);
      double wide = Math.abs(p.x() * 0.9 + p.y() * 1.3 + p.z() * 0.6 + 2.6 * warp);
      double cut = Math.abs(wide * 1.4 - Math.floor(wide * 1.4) - 0.5);
      double fine = Math.abs(Noise.fractal(p.x() * 4 + 5, p.y() * 4, p.z() * 4, 3) - 0.5);
      double share = 0.75 * Noise.step(0.13, 0, cut) + 0.5 * Noise.step(0.03, 0, fine);
      return ground.mix(ink, Math.min(1, share * (0.35 + warp)));
    };
  }

  /// Metal or lacquer brushed around the vertical.
  public static Texture brushed(int color) {
    Vec3 value = Vec3.color(color);
    return p -> value.times(0.9 + 0.18 * Noise.fractal(p.x() * 1.5, p.y() * 70, p.z() * 1.5, 2));
  }

  /// Horizontal bands that follow each other from the floor up.
  ///
  /// @param width of a band
  public static Texture bands(double width, int... colors) {
    Vec3[] values = all(colors);
    return p -> values[Math.floorMod((int) Math.floor(p.y() / width), values.length)];
  }

  /// Sectors around the vertical axis, like a beach ball.
  public static Texture sectors(int repeats, int... colors) {
    Vec3[] values = all(colors);
    int count = repeats * values.length;
    return p -> values[Math.floorMod((int) Math.floor(turn(p) * count), values.length)];
  }

  /// Checks on something round and upright.
  ///
  /// @param around how many checks go around, even
  public static Texture checks(int around, double height, int first, int second) {
    Vec3[] values = all(first, second);
    return p -> {
      int column = (int) Math.floor(turn(p) * around);
      return values[Math.floorMod(column + (int) Math.floor(p.y() / height), 2)];
    };
  }

  /// Dots on something round and upright, every other row shifted.
  public static Texture dots(int around, double height, double size, int ground, int dot) {
    Vec3 field = Vec3.color(ground);
    Vec3 ink = Vec3.color(dot);
    return p -> {
      double row = p.y() / height;
      double v = row - Math.floor(row) - 0.5;
      double column = turn(p) * around + 0.5 * Math.floorMod((int) Math.floor(row), 2);
      double u = column - Math.floor(column) - 0.5;
      double r = Math.sqrt(p.x() * p.x() + p.z() * p.z());
      double width = r * TURN / around;
      double distance = Math.sqrt(u * u * width * width + v * v * height * height);
      return field.mix(ink, Noise.step(size, 0.92 * size, distance));
    };
  }

  /// Stoneware: small dark specks in a slightly uneven glaze.
  public static Texture speckled(int ground, int speck, double fineness) {
    Vec3 field = Vec3.color(ground);
    Vec3 ink = Vec3.color(speck);
    return p -> {
      double uneven = 0.9 + 0.2 * Noise.fractal(p.x() * 3, p.y() * 3, p.z() * 3, 3);
      double share = Math.max(specks(p, fineness), 0.7 * specks(p.times(1.9), fineness));
      return field.times(uneven).mix(ink, share);
    };
  }

  /// Unglazed clay.
  public static Texture clay(int color) {
    Vec3 value = Vec3.color(color);
    return p -> {
      double coarse = Noise.fractal(p.x() * 3, p.y() * 5, p.z() * 3, 3);
      double fine = Noise.smooth(p.x() * 60, p.y() * 60, p.z() * 60);
      return value.times(0.68 + 0.5 * coarse + 0.14 * fine);
    };
  }

  /// Cloth with irregular threads of two colours, across and upright.
  ///
  /// @param fineness of the threads, per unit of length
  public static Texture cloth(double fineness, int warp, int weft) {
    Vec3 upright = Vec3.color(warp);
    Vec3 across = Vec3.color(weft);
    double slow = fineness / 9;
    return p -> {
      double up = Noise.smooth(p.x() * fineness, p.y() * slow, p.z() * fineness);
      double along = Noise.smooth(p.x() * slow + 7, p.y() * fineness, p.z() * slow);
      double worn = 0.93 + 0.14 * Noise.fractal(p.x() * 5, p.y() * 5, p.z() * 5, 2);
      double share = Noise.step(-0.4, 0.4, up - along);
      return upright.mix(across, share).times(worn * (0.9 + 0.1 * (up + along)));
    };
  }

  /// Dots spread evenly over a ball around the origin.
  ///
  /// @param angleCosine of a dot's radius as seen from the middle
  public static Texture spots(int count, double angleCosine, int ground, int dot) {
    Vec3 field = Vec3.color(ground);
    Vec3 ink = Vec3.color(dot);
    var middles = new Vec3[count];
    for (int i = 0;
        i < count;
        i++) { // a spiral of equal steps in height, turning by the golden angle
      double height = 1 - (2 * i + 1.0) / count;
      double turn = i * GOLDEN_ANGLE;
      double out = Math.sqrt(1 - height * height);
      middles[i] = new Vec3(out * StrictMath.cos(turn), height, out * StrictMath.sin(turn));
    }
    return p -> {
      Vec3 towards = p.unit();
      double nearest = -1;
      for (var middle : middles) {
        nearest = Math.max(nearest, towards.dot(middle));
      }
      return field.mix(ink, Noise.step(angleCosine - 0.003, angleCosine + 0.003, nearest));
    };
  }

  /// A clock face that looks along +z: marks, two hands at ten past ten, a centre pin.
  public static Texture dial(double radius, int face, int ink, int accent) {
    Vec3 paper = Vec3.color(face);
    Vec3 black = Vec3.color(ink);
    Vec3 red = Vec3.color(accent);
    return p -> {
      double x = p.x() / radius;
      double y = p.y() / radius;
      double r = Math.sqrt(x * x + y * y);
      double hour = StrictMath.atan2(x, y) / TURN * 12;
      double offHour = Math.abs(hour - Math.rint(hour)) * r * TURN / 12;
      double offMinute = Math.abs(hour * 5 - Math.rint(hour * 5)) * r * TURN / 60;
      boolean mark =
          (r > 0.7 && r < 0.9 && offHour < 0.035) || (r > 0.84 && r < 0.9 && offMinute < 0.012);
      boolean hands =
          hand(x, y, -0.866 + 0.05, 0.5, 0.5, 0.045) || hand(x, y, 0.866, 0.5, 0.72, 0.032);
      boolean second = hand(x, y, 0.1, -0.995, 0.75, 0.014) || r < 0.06;
      return second ? red : (mark || hands) ? black : paper;
    };
  }

  /// Upright tiles on a wall that faces +z, with joints.
  public static Texture tiles(double width, double height, int color, int joint) {
    Vec3 glaze = Vec3.color(color);
    Vec3 grout = Vec3.color(joint);
    return p -> {
      double row = p.y() / height;
      double column = p.x() / width + 0.5 * Math.floorMod((int) Math.floor(row), 2);
      double u = Math.abs(column - Math.floor(column) - 0.5) * width;
      double v = Math.abs(row - Math.floor(row) - 0.5) * height;
      double edge = Math.max(u - width / 2, v - height / 2);
      double shade = 0.9 + 0.2 * Noise.cell((int) Math.floor(column), (int) Math.floor(row), 3);
      return glaze.times(shade).mix(grout, Noise.step(-0.03, -0.018, edge));
    };
  }

  /// Boards on the floor that run along z.
  public static Texture boards(double width, int light, int dark) {
    var timber = wood(light, dark).alongZ();
    return p -> {
      double board = Math.floor(p.x() / width);
      double off = Math.abs(p.x() / width - board - 0.5);
      double shift = Noise.cell((int) board, 5, 1);
      var grain = timber.at(new Vec3(p.x() * 1.2 + 3.1 * shift, p.y() + 7 * shift, p.z()));
      return grain.times((0.82 + 0.3 * shift) * (1 - 0.6 * Noise.step(0.482, 0.497, off)));
    };
  }

  /// Plaster, concrete or paper: nearly plain, a little cloudy.
  public static Texture cloudy(int color, double strength) {
    Vec3 value = Vec3.color(color);
    return p -> {
      double cloud = Noise.fractal(p.x() * 1.7, p.y() * 1.7 + 4, p.z() * 1.7, 5);
      return value.times(1 + strength * (cloud - 0.5));
    };
  }

  private static boolean hand(
      double x, double y, double alongX, double alongY, double length, double width) {
    double along = x * alongX + y * alongY;
    double off = Math.abs(x * alongY - y * alongX);
    return along > -0.08 && along < length && off < width;
  }

  private static double specks(Vec3 p, double fineness) {
    double x = p.x() * fineness;
    double y = p.y() * fineness;
    double z = p.z() * fineness;
    int cellX = (int) Math.floor(x);
    int cellY = (int) Math.floor(y);
    int cellZ = (int) Math.floor(z);
    double size = 0.3 * Noise.cell(cellX, cellY, cellZ) - 0.03;
    double dx = x - cellX - 0.3 - 0.4 * Noise.cell(cellX + 101, cellY, cellZ);
    double dy = y - cellY - 0.3 - 0.4 * Noise.cell(cellX, cellY + 101, cellZ);
    double dz = z - cellZ - 0.3 - 0.4 * Noise.cell(cellX, cellY, cellZ + 101);
    return Noise.step(size + 0.03, size - 0.05, Math.sqrt(dx * dx + dy * dy + dz * dz));
  }

  /// The angle around the vertical, 0 to 1 for a full turn.
  private static double turn(Vec3 p) {
    return StrictMath.atan2(p.x(), p.z()) / TURN + 0.5;
  }

  private static Vec3[] all(int... colors) {
    var values = new Vec3[colors.length];
    for (int i = 0; i < colors.length; i++) {
      values[i] = Vec3.color(colors[i]);
    }
    return values;
  }
}
