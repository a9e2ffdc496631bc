package dev.eidetic.demo.render;

import java.util.Arrays;

/// Draws a scene. One ray per pixel, and four more where neighbours differ.
public final class Renderer {

  /// Differences in brightness (square root of light) that ask for more rays; about 11 of 255.
  private static final float CONTRAST = 0.045f;

  /// Four points of a pixel that share no row and no column (rotated grid), from its middle.
  private static final double[] GRID = {-0.375, -0.125, 0.125, -0.375, 0.375, 0.125, -0.125, 0.375};

  private final Shader shader;
  private final int size;
  private final float[] light;
  private final Shade[] shades;

  private Renderer(Scene scene, int size) {
    shader = new Shader(scene);
    this.size = size;
    light = new float[3 * size * size];
    shades = new Shade[size * size];
    Arrays.setAll(shades, _ -> new Shade());
  }

  /// @param size width and height in pixels
  /// @return red, green and blue (sRGB) of each pixel, row by row from the top
  public static byte[] draw(Scene scene, int size) {
    var renderer = new Renderer(scene, size);
    renderer.firstRays();
    renderer.moreRays(renderer.edges());
    return renderer.bytes();
  }

  private void firstRays() {
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        add(x, y, x + 0.5, y + 0.5);
      }
    }
  }

  private boolean[] edges() {
    var edges = new boolean[size * size];
    for (int i = 0; i < size * size; i++) {
      if (i % size + 1 < size && differ(i, i + 1)) {
        edges[i] = true;
        edges[i + 1] = true;
      }
      if (i + size < size * size && differ(i, i + size)) {
        edges[i] = true;
        edges[i + size] = true;
      }
    }
    return edges;
  }

  private boolean differ(int first, int second) {
    for (int c = 0; c < 3; c++) {
      double a = Math.sqrt(light[3 * first + c]);
      if (Math.abs(a - Math.sqrt(light[3 * second + c])) > CONTRAST) {
        return true;
      }
    }
    return false;
  }

  private void moreRays(boolean[] edges) {
    for (int i = 0; i < edges.length; i++) {
      if (edges[i]) {
        int x = i % size;
        int y = i / size;
        for (int k = 0; k < GRID.length; k += 2) {
          add(x, y, x + 0.5 + GRID[k], y + 0.5 + GRID[k + 1]);
        }
        for (int c = 0; c < 3; c++) {
          light[3 * i + c] *= 0.2f;
        }
      }
    }
  }

  /// Adds the light seen through a point of the picture to a pixel.
  private void add(int x, int y, double atX, double atY) {
    double u = 2 * atX / size - 1;
    double v = 1 - 2 * atY / size;
    Vec3 color = shader.color(u, v, shades[y * size + x]);
    int i = 3 * (y * size + x);
    light[i] += (float) ToneCurve.compress(color.x());
    light[i + 1] += (float) ToneCurve.compress(color.y());
    light[i + 2] += (float) ToneCurve.compress(color.z());
  }

  private byte[] bytes() {
    var bytes = new byte[light.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = ToneCurve.encoded(Math.min(1, light[i]), Noise.cell(i, size, 7));
    }
    return bytes;
  }
}
