package dev.eidetic.encode.preprocess;

/// The filter's weights along one axis: output pixel `first + i` mixes `count(i)` input pixels from
/// `start(i)` on, in fixed point with [#FRACTION_BITS] bits.
///
/// Each row of weights sums to 1 before rounding. The rounding and the borders follow Pillow's
/// `Resample.c`, so the result is the same to the bit.
final class AxisWeights {

  /// 8 bits for the pixel and 2 for overshoot are left of 32.
  static final int FRACTION_BITS = 22;

  /// Half a unit: added first, it turns the final shift into rounding.
  static final int HALF = 1 << (FRACTION_BITS - 1);

  private final int[] starts;
  private final int[] counts;
  private final int[] weights;
  private final int stride;

  private AxisWeights(int[] starts, int[] counts, int[] weights, int stride) {
    this.starts = starts;
    this.counts = counts;
    this.weights = weights;
    this.stride = stride;
  }

  /// Weights for part of a resized axis.
  ///
  /// @param inputSize pixels before
  /// @param outputSize pixels after
  /// @param first output pixel wanted
  /// @param size how many output pixels are wanted
  static AxisWeights of(
      Interpolation interpolation, int inputSize, int outputSize, int first, int size) {
    double scale = (double) inputSize / outputSize;
    double widening = Math.max(scale, 1);
    double support = interpolation.support() * widening;
    int stride = Math.min(inputSize, (int) Math.ceil(support) * 2 + 1);
    var result =
        new AxisWeights(
            new int[size], new int[size], new int[Math.multiplyExact(size, stride)], stride);
    var row = new double[stride];
    for (int i = 0; i < size; i++) {
      double center = (first + i + 0.5) * scale;
      int start = Math.max(0, (int) (center - support + 0.5));
      int end = Math.min(inputSize, (int) (center + support + 0.5));
      double sum = 0;
      for (int x = start; x < end; x++) {
        double weight = interpolation.weight((x - center + 0.5) * (1.0 / widening));
        row[x - start] = weight;
        sum += weight;
      }
      result.store(i, start, end - start, row, sum);
    }
    return result;
  }

  private void store(int index, int start, int count, double[] row, double sum) {
    starts[index] = start;
    counts[index] = count;
    for (int x = 0; x < count; x++) {
      double weight = (sum == 0 ? row[x] : row[x] / sum) * (1 << FRACTION_BITS);
      weights[index * stride + x] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
    }
  }

  int size() {
    return starts.length;
  }

  int start(int i) {
    return starts[i];
  }

  int count(int i) {
    return counts[i];
  }

  /// One past the last input pixel of output pixel `i`.
  int end(int i) {
    return starts[i] + counts[i];
  }

  /// Where the weights of output pixel `i` begin in [#weights].
  int offset(int i) {
    return i * stride;
  }

  int[] weights() {
    return weights;
  }
}
