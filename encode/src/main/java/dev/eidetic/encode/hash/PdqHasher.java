package dev.eidetic.encode.hash;

import dev.eidetic.encode.image.Pixels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// PDQ: brightness, blurred and cut down to 64 x 64, its slowest 16 x 16 cosine waves, each a bit
/// that says whether it is above their median.
///
/// Equal to the reference bit by bit for equal pixels; decoders differ in the last bit of pixels,
/// which may turn up to ten bits of a hash of quality 80 or more. Source: Facebook, The TMK+PDQF
/// video-hashing algorithm and the PDQ image-hashing algorithm, 2019; code of the reference was not
/// used. Thread-safe.
public final class PdqHasher {

  private static final int SIDE = 64;
  private static final int WAVES = 16;
  private static final int PASSES = 2;

  /// Steps of brightness between neighbours of the 64 x 64 that make up quality 1.
  private static final int STEPS_PER_QUALITY = 90;

  /// Smaller pictures have no hash worth the name; as the reference, all bits of order.
  private static final int LEAST_SIDE = 5;

  /// `WAVES` rows of `SIDE` numbers: waves 1 to 16, the constant one left out.
  private final float[] waves = new float[WAVES * SIDE];

  public PdqHasher() {
    double scale = Math.sqrt(2.0 / SIDE);
    for (int wave = 0; wave < WAVES; wave++) {
      for (int i = 0; i < SIDE; i++) {
        waves[wave * SIDE + i] =
            (float) (scale * Math.cos(Math.PI / 2 / SIDE * (wave + 1) * (2 * i + 1)));
      }
    }
  }

  /// @param pixels at their full size: what a hash says of a reduced picture is a little different
  public HashedPicture hash(Pixels pixels) {
    int width = pixels.width();
    int height = pixels.height();
    float[] blurred = brightness(pixels);
    var scratch = new float[blurred.length];
    int across = window(width);
    int down = window(height);
    for (int pass = 0; pass < PASSES; pass++) {
      for (int y = 0; y < height; y++) {
        average(blurred, scratch, y * width, 1, width, across);
      }
      for (int x = 0; x < width; x++) {
        average(scratch, blurred, x, width, height, down);
      }
    }
    float[] small = sampled(blurred, width, height);
    float[] transformed = transformed(small);
    boolean isTooSmall = width < LEAST_SIDE || height < LEAST_SIDE;
    return new HashedPicture(
        bits(transformed), isTooSmall ? 0 : quality(small), turned(transformed));
  }

  private static float[] brightness(Pixels pixels) {
    byte[] rgb = pixels.rgb();
    var brightness = new float[rgb.length / 3];
    for (int i = 0; i < brightness.length; i++) {
      brightness[i] =
          0.299f * (rgb[3 * i] & 0xff)
              + 0.587f * (rgb[3 * i + 1] & 0xff)
              + 0.114f * (rgb[3 * i + 2] & 0xff);
    }
    return brightness;
  }

  /// Pixels that are averaged: half of those that become one of the 64.
  private static int window(int length) {
    return (length + 2 * SIDE - 1) / (2 * SIDE);
  }

  /// The mean over a window about each number, which is smaller at the ends.
  private static void average(
      float[] from, float[] to, int start, int stride, int length, int window) {
    int ahead = (window + 2) / 2 - 1; // numbers of the window after its centre
    float sum = 0;
    int count = 0;
    int next = 0;
    for (; next < Math.min(ahead, length); next++) {
      sum += from[start + next * stride];
      count++;
    }
    for (int i = 0; i < length; i++) {
      if (next < length) {
        sum += from[start + next * stride];
        next++;
        count++;
      }
      int last = i - (window - ahead); // leaves the window
      if (last >= 0) {
        sum -= from[start + last * stride];
        count--;
      }
      to[start + i * stride] = sum / count;
    }
  }

  private static float[] sampled(float[] blurred, int width, int height) {
    var small = new float[SIDE * SIDE];
    for (int row = 0; row < SIDE; row++) {
      int y = (2 * row + 1) * height / (2 * SIDE);
      for (int column = 0; column < SIDE; column++) {
        int x = (2 * column + 1) * width / (2 * SIDE);
        small[row * SIDE + column] = blurred[y * width + x];
      }
    }
    return small;
  }

  /// By the steps between neighbours, in whole hundredths of the range.
  private static int quality(float[] small) {
    int steps = 0;
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        float here = small[row * SIDE + column];
        if (row + 1 < SIDE) {
          steps += Math.abs((int) ((here - small[(row + 1) * SIDE + column]) * 100 / 255));
        }
        if (column + 1 < SIDE) {
          steps += Math.abs((int) ((here - small[row * SIDE + column + 1]) * 100 / 255));
        }
      }
    }
    return Math.min(100, steps / STEPS_PER_QUALITY);
  }

  private float[] transformed(float[] small) {
    var rows = new float[WAVES * SIDE];
    for (int wave = 0; wave < WAVES; wave++) {
      for (int column = 0; column < SIDE; column++) {
        float sum = 0;
        for (int i = 0; i < SIDE; i++) {
          sum += waves[wave * SIDE + i] * small[i * SIDE + column];
        }
        rows[wave * SIDE + column] = sum;
      }
    }
    var both = new float[WAVES * WAVES];
    for (int down = 0; down < WAVES; down++) {
      for (int across = 0; across < WAVES; across++) {
        float sum = 0;
        for (int i = 0; i < SIDE; i++) {
          sum += rows[down * SIDE + i] * waves[across * SIDE + i];
        }
        both[down * WAVES + across] = sum;
      }
    }
    return both;
  }

  private static PerceptualHash bits(float[] numbers) {
    float[] sorted = numbers.clone();
    Arrays.sort(sorted);
    float median = sorted[(sorted.length - 1) / 2];
    var words = new long[4];
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] > median) {
        words[i / Long.SIZE] |= 1L << i;
      }
    }
    return new PerceptualHash(words[3], words[2], words[1], words[0]);
  }

  /// A picture upside down has every second wave the other way round; one mirrored at its diagonal
  /// has rows for columns.
  private static List<PerceptualHash> turned(float[] numbers) {
    var turned = new ArrayList<PerceptualHash>();
    turned.add(bits(changed(numbers, true, true, false)));
    turned.add(bits(changed(numbers, false, true, true)));
    turned.add(bits(changed(numbers, true, false, true)));
    turned.add(bits(changed(numbers, false, true, false)));
    turned.add(bits(changed(numbers, false, false, true)));
    turned.add(bits(changed(numbers, true, false, false)));
    turned.add(bits(changed(numbers, true, true, true)));
    return turned;
  }

  /// @param isSwapped rows for columns first
  /// @param isUpsideDown then mirrored top to bottom
  /// @param isMirrored and left to right
  private static float[] changed(
      float[] numbers, boolean isSwapped, boolean isUpsideDown, boolean isMirrored) {
    var changed = new float[numbers.length];
    for (int down = 0; down < WAVES; down++) {
      for (int across = 0; across < WAVES; across++) {
        float number = isSwapped ? numbers[across * WAVES + down] : numbers[down * WAVES + across];
        // waves are numbered from 1: those of odd number change sign
        boolean isNegated = (isUpsideDown && down % 2 == 0) != (isMirrored && across % 2 == 0);
        changed[down * WAVES + across] = isNegated ? -number : number;
      }
    }
    return changed;
  }
}
