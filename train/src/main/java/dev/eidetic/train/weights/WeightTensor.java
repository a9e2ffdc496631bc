package dev.eidetic.train.weights;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.List;

/// Numbers with a shape, the last dimension running fastest.
///
/// @param shape lengths of the dimensions; empty for a single number
/// @param values as many as the shape's product; shared, not copied
public record WeightTensor(List<Long> shape, float[] values) {

  public WeightTensor {
    shape = List.copyOf(shape);
    require(
        count(shape) == values.length,
        "shape %s has %d numbers; there are %d",
        shape,
        count(shape),
        values.length);
  }

  /// How many numbers a shape holds.
  ///
  /// @throws IllegalArgumentException if a length is negative or the product exceeds 63 bits
  public static long count(List<Long> shape) {
    long count = 1;
    for (long length : shape) {
      require(length >= 0, "shape %s has a negative length", shape);
      long product = count * length;
      require(
          Math.multiplyHigh(count, length) == 0 && product >= 0,
          "shape %s has too many numbers to count",
          shape);
      count = product;
    }
    return count;
  }
}
