package dev.eidetic.encode.local.onnx;

import dev.eidetic.vectors.Kernels;
import java.util.Arrays;
import java.util.function.IntFunction;

/// Points as a graph found them.
///
/// @param x pixels of the tensor, as `y`; the centre of the first pixel is 0
/// @param scores greater is better
/// @param dimension numbers per descriptor
/// @param descriptors of a point, of any length
@SuppressWarnings("ArrayRecordComponent")
record FoundPoints(
    float[] x, float[] y, float[] scores, int dimension, IntFunction<float[]> descriptors) {

  int count() {
    return x.length;
  }

  /// Of length 1; zeros if it has no direction.
  float[] descriptor(int point) {
    float[] row = descriptors.apply(point);
    if (!Kernels.normalize(row)) {
      Arrays.fill(row, 0);
    }
    return row;
  }
}
