package dev.eidetic.train.network;

import dev.eidetic.train.weights.WeightTensor;
import java.util.List;

/// Position embeddings `[1, 1 + rows * columns, C]` of square grids, resampled to other grids: the
/// class token's stays, the others are interpolated bicubically (a = -0.75, pixel centres, edges
/// repeated), as PyTorch's `interpolate` does.
final class PositionGrid {

  private static final double SHARPNESS = -0.75;
  private static final int TAPS = 4;

  private PositionGrid() {}

  /// Whether both shapes are position embeddings of one width over square grids.
  static boolean fits(List<Long> shape, List<Long> wanted) {
    return shape.size() == 3
        && shape.get(0) == 1
        && shape.get(2).equals(wanted.get(2))
        && isSquare(shape.get(1) - 1)
        && isSquare(wanted.get(1) - 1);
  }

  /// @param tokens wanted, class token included
  static WeightTensor resampled(WeightTensor positions, long tokens) {
    int width = Math.toIntExact(positions.shape().get(2));
    int from = side(positions.shape().get(1) - 1);
    int to = side(tokens - 1);
    float[] source = positions.values();
    var values = new float[Math.toIntExact(tokens) * width];
    System.arraycopy(source, 0, values, 0, width);
    for (int row = 0; row < to; row++) {
      for (int column = 0; column < to; column++) {
        double y = (row + 0.5) * from / to - 0.5;
        double x = (column + 0.5) * from / to - 0.5;
        interpolate(source, from, y, x, values, (1 + row * to + column) * width, width);
      }
    }
    return new WeightTensor(List.of(1L, tokens, (long) width), values);
  }

  private static void interpolate(
      float[] source, int side, double y, double x, float[] target, int offset, int width) {
    int top = (int) Math.floor(y) - 1;
    int left = (int) Math.floor(x) - 1;
    var sums = new double[width];
    for (int i = 0; i < TAPS; i++) {
      int row = Math.clamp(top + i, 0, side - 1);
      for (int j = 0; j < TAPS; j++) {
        int column = Math.clamp(left + j, 0, side - 1);
        double weight = weight(y - (top + i)) * weight(x - (left + j));
        int start = (1 + row * side + column) * width;
        for (int channel = 0; channel < width; channel++) {
          sums[channel] += weight * source[start + channel];
        }
      }
    }
    for (int channel = 0; channel < width; channel++) {
      target[offset + channel] = (float) sums[channel];
    }
  }

  /// Keys' cubic convolution.
  private static double weight(double distance) {
    double d = Math.abs(distance);
    if (d <= 1) {
      return ((SHARPNESS + 2) * d - (SHARPNESS + 3)) * d * d + 1;
    }
    return d < 2 ? ((SHARPNESS * d - 5 * SHARPNESS) * d + 8 * SHARPNESS) * d - 4 * SHARPNESS : 0;
  }

  private static boolean isSquare(long count) {
    return count > 0 && (long) side(count) * side(count) == count;
  }

  private static int side(long count) {
    return (int) Math.round(Math.sqrt((double) count));
  }
}
