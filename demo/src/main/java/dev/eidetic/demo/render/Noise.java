package dev.eidetic.demo.render;

/// Random-looking functions of position, by integer hashing.
final class Noise {

  private Noise() {}

  /// A number in `[0, 1)` for each cell of the integer lattice.
  static double cell(int x, int y, int z) {
    int h = (x * 0x8da6b343) ^ (y * 0xd8163841) ^ (z * 0xcb1ab31f);
    h = (h ^ (h >>> 15)) * 0x2c1b3c6d;
    h = (h ^ (h >>> 12)) * 0x297a2d39;
    return ((h ^ (h >>> 15)) >>> 8) * 0x1p-24;
  }

  /// Smooth noise between 0 and 1, with features one unit wide.
  static double smooth(double x, double y, double z) {
    int cellX = (int) Math.floor(x);
    int cellY = (int) Math.floor(y);
    int cellZ = (int) Math.floor(z);
    double u = ease(x - cellX);
    double v = ease(y - cellY);
    double low = layer(cellX, cellY, cellZ, u, v);
    double high = layer(cellX, cellY, cellZ + 1, u, v);
    return low + (high - low) * ease(z - cellZ);
  }

  /// Sum of octaves of smooth noise, each half as wide and half as strong; between 0 and 1.
  static double fractal(double x, double y, double z, int octaves) {
    double sum = 0;
    double weight = 0.5;
    double total = 0;
    double scale = 1;
    for (int i = 0; i < octaves; i++) {
      sum += weight * smooth(x * scale + 17 * i, y * scale, z * scale - 31 * i);
      total += weight;
      weight *= 0.5;
      scale *= 2.03;
    }
    return sum / total;
  }

  /// 0 below `low`, 1 above `high`, smooth in between.
  static double step(double low, double high, double value) {
    return ease(Math.clamp((value - low) / (high - low), 0.0, 1.0));
  }

  private static double layer(int x, int y, int z, double u, double v) {
    double front = cell(x, y, z);
    double back = cell(x, y + 1, z);
    front += (cell(x + 1, y, z) - front) * u;
    back += (cell(x + 1, y + 1, z) - back) * u;
    return front + (back - front) * v;
  }

  private static double ease(double t) {
    return t * t * (3 - 2 * t);
  }
}
