package dev.eidetic.index.core;

import dev.eidetic.index.CorruptFileException;
import dev.eidetic.vectors.VectorSource;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/// How bytes stand for numbers, coordinate by coordinate: number = centre + step * byte, bytes from
/// -127 to 127.
///
/// @param centres of the coordinates' ranges
/// @param steps from one byte to the next, positive
record ByteScale(float[] centres, float[] steps) {

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final int MOST = 127;

  private static final int MOST_EXAMPLES = 1 << 16;

  /// The range of each coordinate in the examples, or in a part of them spread evenly.
  static ByteScale of(VectorSource examples) {
    int dimension = examples.dimension();
    var least = new float[dimension];
    var greatest = new float[dimension];
    Arrays.fill(least, Float.POSITIVE_INFINITY);
    Arrays.fill(greatest, Float.NEGATIVE_INFINITY);
    var vector = new float[dimension];
    int step = Math.max(1, examples.count() / MOST_EXAMPLES);
    for (int i = 0; i < examples.count(); i += step) {
      examples.copy(i, 1, vector, 0);
      for (int j = 0; j < dimension; j++) {
        least[j] = Math.min(least[j], vector[j]);
        greatest[j] = Math.max(greatest[j], vector[j]);
      }
    }
    float largest = 0;
    for (int j = 0; j < dimension; j++) {
      largest = Math.max(largest, Math.max(Math.abs(least[j]), Math.abs(greatest[j])));
    }
    for (int j = 0; j < dimension; j++) {
      float range = greatest[j] - least[j];
      least[j] += range / 2;
      // A coordinate that is the same in all examples (or in the only one) says nothing of its
      // range; that of all coordinates together stands in.
      float size = range > 0 ? range / (2 * MOST) : largest / MOST;
      greatest[j] = Math.max(size, Float.MIN_NORMAL);
    }
    return new ByteScale(least, greatest);
  }

  static ByteScale open(Sections sections, String name, int dimension) throws CorruptFileException {
    var numbers = sections.get(name, 2L * Float.BYTES * dimension).toArray(FLOAT);
    for (int i = 0; i < numbers.length; i++) {
      if (!Float.isFinite(numbers[i]) || (i >= dimension && numbers[i] <= 0)) {
        throw sections.corrupt(
            name,
            (long) Float.BYTES * i,
            "number %d is %s; centres are finite and steps positive",
            i,
            numbers[i]);
      }
    }
    return new ByteScale(
        Arrays.copyOf(numbers, dimension), Arrays.copyOfRange(numbers, dimension, 2 * dimension));
  }

  Section section(String name) {
    var numbers = Arrays.copyOf(centres, 2 * centres.length);
    System.arraycopy(steps, 0, numbers, centres.length, steps.length);
    return new Section(name, MemorySegment.ofArray(numbers));
  }

  void write(float[] source, int start, MemorySegment target, long offset) {
    float square = 0;
    for (int i = 0; i < centres.length; i++) {
      int number = Math.round((source[start + i] - centres[i]) / steps[i]);
      int limited = Math.max(-MOST, Math.min(MOST, number));
      target.set(ValueLayout.JAVA_BYTE, offset + i, (byte) limited);
      square += steps[i] * limited * (steps[i] * limited);
    }
    target.set(FLOAT, offset + centres.length, square);
  }

  /// @param bytes are replaced by the numbers they stand for
  void unscale(float[] bytes) {
    for (int i = 0; i < centres.length; i++) {
      bytes[i] = centres[i] + steps[i] * bytes[i];
    }
  }

  /// The squared length of a row's scaled bytes.
  ///
  /// @param row where it begins
  float square(MemorySegment segment, long row) {
    return segment.get(FLOAT, row + centres.length);
  }
}
