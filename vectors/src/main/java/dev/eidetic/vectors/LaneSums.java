package dev.eidetic.vectors;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;

/// The sum of a vector's lanes, in one order always.
///
/// The Vector API leaves the order of a float reduction open, and the JVM makes use of that: the
/// interpreter adds lane after lane, compiled code adds halves. With it the same call would give
/// other last bits once it is compiled, and the same build another file.
final class LaneSums {

  private static final int LANES = LaneWidth.FLOATS.length();

  private static final VectorShuffle<Float> BY_EIGHT = exchanged(8);

  private static final VectorShuffle<Float> BY_FOUR = exchanged(4);

  private static final VectorShuffle<Float> BY_TWO = exchanged(2);

  private LaneSums() {}

  /// Halves are added to each other until one lane is left: the order of compiled reductions on
  /// x86, so that it costs about the same.
  static float sum(FloatVector lanes) {
    var sums = lanes;
    if (LANES > 8) {
      sums = sums.add(sums.rearrange(BY_EIGHT));
    }
    if (LANES > 4) {
      sums = sums.add(sums.rearrange(BY_FOUR));
    }
    sums = sums.add(sums.rearrange(BY_TWO));
    return sums.lane(0) + sums.lane(1);
  }

  private static VectorShuffle<Float> exchanged(int distance) {
    return VectorShuffle.fromOp(LaneWidth.FLOATS, i -> (i ^ distance) % LANES);
  }
}
