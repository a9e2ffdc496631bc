package dev.eidetic.demo.render;

import dev.eidetic.demo.render.Shade.Spot;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Draws a scene. One ray per pixel, and three more where neighbours differ.
public final class Renderer {

  /// Differences in brightness (square root of light) that ask for more rays; about 13 of 255.
  private static final float CONTRAST = 0.05f;

  /// Points of a pixel around its middle that share no row and no column.
  private static final double[] AROUND = {-0.38, -0.14, 0.3, -0.32, 0.1, 0.38};

  private final Shader shader;
  private final int size;
  private final float[] light;
  private final Shade[] shades;

  private Renderer(Scene scene, int size) {
    shader = new Shader(scene, size);
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
    for (int i = 0; i < shades.length; i++) {
      int row = i / size;
      add(i, shader.color(across(i % size + 0.5), up(row + 0.5), shades[i]));
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
      float a = light[3 * first + c];
      float b = light[3 * second + c];
      // the difference of the roots, without working them out where it is plainly small
      if (Math.abs(a - b) > CONTRAST * CONTRAST
          && Math.abs(Math.sqrt(a) - Math.sqrt(b)) > CONTRAST) {
        return true;
      }
    }
    return false;
  }

  private void moreRays(boolean[] edges) {
    for (int i = 0; i < edges.length; i++) {
      if (edges[i]) {
        Spot middle = smoothSpot(i);
        int row = i / size;
        for (int k = 0; k < AROUND.length; k += 2) {
          double x = i % size + 0.5 + AROUND[k];
          double y = row + 0.5 + AROUND[k + 1];
          if (middle == null) {
            add(i, shader.color(across(x), up(y), shades[i]));
          } else {
            var near =
                new Spot(middle.point(), normal(i, AROUND[k], AROUND[k + 1]), middle.surface());
            add(i, shader.colorNear(across(x), up(y), near, shades[i]));
          }
        }
        for (int c = 0; c < 3; c++) {
          light[3 * i + c] *= 0.25f;
        }
      }
    }
  }

  /// Where the first ray of a pixel met the model, if the same smooth surface fills the pixel.
  private @Nullable Spot smoothSpot(int pixel) {
    int x = pixel % size;
    int y = pixel / size;
    Spot spot = shades[pixel].spot();
    boolean smooth =
        spot != null
            && Math.min(x, y) > 0
            && Math.max(x, y) < size - 1
            && spot.continuesTo(shades[pixel - 1].spot())
            && spot.continuesTo(shades[pixel + 1].spot())
            && spot.continuesTo(shades[pixel - size].spot())
            && spot.continuesTo(shades[pixel + size].spot());
    return smooth ? spot : null;
  }

  /// The normal beside the middle of a smooth pixel, from those of its neighbours.
  private Vec3 normal(int pixel, double right, double down) {
    return normalAt(pixel)
        .plus(normalAt(pixel + 1).minus(normalAt(pixel - 1)).times(0.5 * right))
        .plus(normalAt(pixel + size).minus(normalAt(pixel - size)).times(0.5 * down))
        .unit();
  }

  private Vec3 normalAt(int pixel) {
    return Objects.requireNonNull(shades[pixel].spot()).normal();
  }

  /// Adds light to a pixel.
  private void add(int pixel, Vec3 color) {
    light[3 * pixel] += (float) ToneCurve.compress(color.x());
    light[3 * pixel + 1] += (float) ToneCurve.compress(color.y());
    light[3 * pixel + 2] += (float) ToneCurve.compress(color.z());
  }

  /// From pixels to picture coordinates.
  private double across(double x) {
    return 2 * x / size - 1;
  }

  private double up(double y) {
    return 1 - 2 * y / size;
  }

  private byte[] bytes() {
    var bytes = new byte[light.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = ToneCurve.encoded(Math.min(1, light[i]), Noise.cell(i, size, 7));
    }
    return bytes;
  }
}
