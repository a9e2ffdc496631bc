package dev.eidetic.rerank.cross;

import dev.eidetic.encode.onnx.OnnxArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/// An input of a graph in the making, filled from the front; what is not filled is zero.
final class GraphInput {

  private final FloatBuffer numbers;
  private final List<Long> shape;

  GraphInput(int... sides) {
    int count = Arrays.stream(sides).reduce(1, Math::multiplyExact);
    numbers =
        ByteBuffer.allocateDirect(Math.multiplyExact(Float.BYTES, count))
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    shape = Arrays.stream(sides).mapToObj(Long::valueOf).toList();
  }

  void add(float... values) {
    numbers.put(values);
  }

  /// @param place from 0
  void set(int place, float value) {
    numbers.put(place, value);
  }

  /// @param from the first of the places that receive the values
  void set(int from, float[] values, int start, int count) {
    numbers.put(from, values, start, count);
  }

  OnnxArray array() {
    return new OnnxArray(numbers.duplicate().clear(), shape);
  }
}
