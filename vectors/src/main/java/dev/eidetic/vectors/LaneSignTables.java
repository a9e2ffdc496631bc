package dev.eidetic.vectors;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.MAX;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// [SignTables] on SIMD lanes; tables and widths agree with the scalar twin's to the last bit.
///
/// Four lanes make one table: lane `i` of the four holds the entries `4 i` to `4 i + 3` in the
/// bytes of an int. So the last two of the four coordinates differ from lane to lane, and the first
/// two from byte to byte.
final class LaneSignTables {

  private static final VectorSpecies<Float> FLOATS = LaneWidth.FLOATS;

  private static final int LANES = FLOATS.length();

  private static final VectorShuffle<Float> BY_ONE = VectorShuffle.fromOp(FLOATS, i -> i ^ 1);

  private static final VectorShuffle<Float> BY_TWO = VectorShuffle.fromOp(FLOATS, i -> i ^ 2);

  private static final VectorShuffle<Float> FIRST = VectorShuffle.fromOp(FLOATS, i -> i & -4);

  private static final VectorShuffle<Float> SECOND =
      VectorShuffle.fromOp(FLOATS, i -> (i & -4) | 1);

  private static final VectorShuffle<Float> THIRD = VectorShuffle.fromOp(FLOATS, i -> (i & -4) | 2);

  private static final VectorShuffle<Float> FOURTH = VectorShuffle.fromOp(FLOATS, i -> i | 3);

  private static final FloatVector HAS_THIRD = lanesWith(1);

  private static final FloatVector HAS_FOURTH = lanesWith(2);

  private LaneSignTables() {}

  static float magnitude(float[] query) {
    var sum = FloatVector.zero(FLOATS);
    for (int i = 0; i < query.length; i += LANES) {
      sum = sum.add(FloatVector.fromArray(FLOATS, query, i).abs());
    }
    return LaneSums.sum(sum);
  }

  static float widest(float[] query) {
    var widest = FloatVector.zero(FLOATS);
    for (int i = 0; i < query.length; i += LANES) {
      var width = FloatVector.fromArray(FLOATS, query, i).abs();
      width = width.add(width.rearrange(BY_ONE));
      width = width.add(width.rearrange(BY_TWO));
      widest = widest.max(width);
    }
    return widest.reduceLanes(MAX);
  }

  static void fill(float[] query, float factor, byte[] tables) {
    for (int i = 0; i < query.length; i += LANES) {
      var numbers = FloatVector.fromArray(FLOATS, query, i);
      var smallest = numbers.min(0);
      smallest = smallest.add(smallest.rearrange(BY_ONE));
      smallest = smallest.add(smallest.rearrange(BY_TWO));
      var sum = numbers.rearrange(THIRD).fma(HAS_THIRD, smallest.neg());
      sum = numbers.rearrange(FOURTH).fma(HAS_FOURTH, sum);
      var first = sum.add(numbers.rearrange(FIRST));
      var second = numbers.rearrange(SECOND);
      var bytes = sum.fma(factor, SignTables.ROUNDING).reinterpretAsInts().and(SignTables.LARGEST);
      bytes =
          first
              .fma(factor, SignTables.ROUNDING)
              .reinterpretAsInts()
              .and(SignTables.LARGEST)
              .lanewise(LSHL, 8)
              .or(bytes);
      bytes =
          sum.add(second)
              .fma(factor, SignTables.ROUNDING)
              .reinterpretAsInts()
              .and(SignTables.LARGEST)
              .lanewise(LSHL, 16)
              .or(bytes);
      bytes =
          first
              .add(second)
              .fma(factor, SignTables.ROUNDING)
              .reinterpretAsInts()
              .and(SignTables.LARGEST)
              .lanewise(LSHL, 24)
              .or(bytes);
      bytes.reinterpretAsBytes().intoArray(tables, 4 * i);
    }
  }

  private static FloatVector lanesWith(int bit) {
    var numbers = new float[LANES];
    for (int i = 0; i < LANES; i++) {
      numbers[i] = (i & bit) != 0 ? 1 : 0;
    }
    return FloatVector.fromArray(FLOATS, numbers, 0);
  }
}
