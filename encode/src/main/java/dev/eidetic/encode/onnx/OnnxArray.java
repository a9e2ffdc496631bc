package dev.eidetic.encode.onnx;

import java.nio.FloatBuffer;
import java.util.List;

/// What goes into a graph or comes out of it.
///
/// @param numbers as many as `shape` says, the last dimension fastest; direct for inputs, the
///   caller's own for outputs. Whole numbers come as floats, exact up to 2^24
/// @param shape without unknowns
public record OnnxArray(FloatBuffer numbers, List<Long> shape) {

  public OnnxArray {
    shape = List.copyOf(shape);
  }

  /// The numbers; perhaps the buffer's own array.
  public float[] floats() {
    if (numbers.hasArray()
        && numbers.arrayOffset() == 0
        && numbers.array().length == numbers.remaining()) {
      return numbers.array();
    }
    var floats = new float[numbers.remaining()];
    numbers.duplicate().get(floats);
    return floats;
  }
}
