package dev.eidetic.vectors;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The cheap steps of a [RandomRotation] on SIMD lanes. C2 leaves the plain loops as they are,
/// since what they write might be what they read next. Results agree with the plain loops' to the
/// last bit.
final class LaneRotation {

  private static final VectorSpecies<Float> FLOATS = LaneWidth.FLOATS;

  private static final int LANES = FLOATS.length();

  private LaneRotation() {}

  /// Multiplies numbers by those of another array.
  static void multiply(float[] values, int offset, float[] factors, int from, int length) {
    int whole = length / LANES * LANES;
    for (int i = 0; i < whole; i += LANES) {
      FloatVector.fromArray(FLOATS, values, offset + i)
          .mul(FloatVector.fromArray(FLOATS, factors, from + i))
          .intoArray(values, offset + i);
    }
    for (int i = whole; i < length; i++) {
      values[offset + i] *= factors[from + i];
    }
  }

  /// Replaces pairs by their scaled sums and differences.
  ///
  /// @param second where the other halves of the pairs begin; at least `first + length`
  static void mix(float[] values, int first, int second, int length, float scale) {
    int whole = length / LANES * LANES;
    for (int i = 0; i < whole; i += LANES) {
      var a = FloatVector.fromArray(FLOATS, values, first + i);
      var b = FloatVector.fromArray(FLOATS, values, second + i);
      a.add(b).mul(scale).intoArray(values, first + i);
      a.sub(b).mul(scale).intoArray(values, second + i);
    }
    for (int i = whole; i < length; i++) {
      float a = values[first + i];
      float b = values[second + i];
      values[first + i] = (a + b) * scale;
      values[second + i] = (a - b) * scale;
    }
  }
}
