package dev.eidetic.evaluate.pickle;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.evaluate.file.NumberType;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// A NumPy array of numbers. Immutable.
public final class NumberArray {

  private final NumberType type;
  private final int[] shape;
  private final boolean columnsFirst;
  private final MemorySegment data;
  private final int size;

  /// @param data exactly the product of `shape` numbers
  NumberArray(NumberType type, int[] shape, boolean columnsFirst, byte[] data) {
    this.type = type;
    this.shape = shape;
    this.columnsFirst = columnsFirst;
    this.data = MemorySegment.ofArray(data);
    this.size = data.length / type.bytes();
  }

  public NumberType type() {
    return type;
  }

  /// Lengths of the axes; none for a single number.
  public int[] shape() {
    return shape.clone();
  }

  /// How many numbers.
  public int size() {
    return size;
  }

  /// A number as a real.
  ///
  /// @param index in order of rows, whatever order the file has
  public double realAt(int index) {
    return type.realAt(data, offset(index));
  }

  /// A number of a whole type.
  ///
  /// @param index in order of rows, whatever order the file has
  public long wholeAt(int index) {
    require(type.whole(), "the array is of type %s; its numbers are not whole", type);
    return type.wholeAt(data, offset(index));
  }

  private long offset(int index) {
    require(0 <= index && index < size, "index is %d; the array has %d numbers", index, size);
    return (columnsFirst ? fromColumnsFirst(index) : index) * (long) type.bytes();
  }

  private int fromColumnsFirst(int index) {
    int rest = index;
    int place = 0;
    int stride = size;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      stride /= shape[axis];
      place += rest % shape[axis] * stride;
      rest /= shape[axis];
    }
    return place;
  }

  String describe() {
    return Arrays.toString(shape) + " of " + type;
  }

  @Override
  public String toString() {
    return describe();
  }
}
