package dev.eidetic.vectors;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// The fast Hadamard transform on SIMD lanes.
///
/// Partners nearer than a vector's length meet by shuffles inside the vector, all such steps in one
/// pass; those further apart are added and subtracted whole. Each sum has the same two terms as in
/// the scalar twin, so results agree to the last bit. A record, because the compiler takes only a
/// record's fields for constants, and shuffles are fast only if they are.
///
/// @param species of at most 16 lanes
record LaneHadamard(
    VectorSpecies<Float> species,
    VectorShuffle<Float> byOne,
    VectorShuffle<Float> byTwo,
    VectorShuffle<Float> byFour,
    VectorShuffle<Float> byEight,
    FloatVector signOne,
    FloatVector signTwo,
    FloatVector signFour,
    FloatVector signEight) {

  private static final LaneHadamard PREFERRED = of(LaneWidth.FLOATS);

  static LaneHadamard of(VectorSpecies<Float> species) {
    return new LaneHadamard(
        species,
        partners(species, 1),
        partners(species, 2),
        partners(species, 4),
        partners(species, 8),
        signs(species, 1),
        signs(species, 2),
        signs(species, 4),
        signs(species, 8));
  }

  /// @see ScalarKernels#hadamard
  static void transform(float[] values, int offset, int length) {
    PREFERRED.apply(values, offset, length);
  }

  void apply(float[] values, int offset, int length) {
    int lanes = species.length();
    if (length < lanes || lanes > 16) {
      ScalarKernels.hadamard(values, offset, length);
      return;
    }
    for (int i = offset; i < offset + length; i += lanes) {
      insideVector(values, i);
    }
    int distance = lanes;
    for (; 4 * distance <= length; distance *= 4) {
      acrossFours(values, offset, length, distance);
    }
    if (distance < length) {
      acrossVectors(values, offset, length / 2);
    }
  }

  private void insideVector(float[] values, int offset) {
    int lanes = species.length();
    var sums = FloatVector.fromArray(species, values, offset);
    if (lanes > 1) {
      sums = sums.fma(signOne, sums.rearrange(byOne));
    }
    if (lanes > 2) {
      sums = sums.fma(signTwo, sums.rearrange(byTwo));
    }
    if (lanes > 4) {
      sums = sums.fma(signFour, sums.rearrange(byFour));
    }
    if (lanes > 8) {
      sums = sums.fma(signEight, sums.rearrange(byEight));
    }
    sums.intoArray(values, offset);
  }

  /// Two steps in one pass: partners at `distance`, then at twice the distance. One loop, not loops
  /// in loops: most inner ones would be too short to be worth starting.
  private void acrossFours(float[] values, int offset, int length, int distance) {
    int lanes = species.length();
    for (int j = 0; j < length / 4; j += lanes) {
      int i = offset + 4 * (j & -distance) + (j & (distance - 1));
      var a = FloatVector.fromArray(species, values, i);
      var b = FloatVector.fromArray(species, values, i + distance);
      var c = FloatVector.fromArray(species, values, i + 2 * distance);
      var d = FloatVector.fromArray(species, values, i + 3 * distance);
      var left = a.add(b);
      var right = c.add(d);
      left.add(right).intoArray(values, i);
      left.sub(right).intoArray(values, i + 2 * distance);
      left = a.sub(b);
      right = c.sub(d);
      left.add(right).intoArray(values, i + distance);
      left.sub(right).intoArray(values, i + 3 * distance);
    }
  }

  private void acrossVectors(float[] values, int offset, int half) {
    int lanes = species.length();
    for (int i = offset; i < offset + half; i += lanes) {
      var a = FloatVector.fromArray(species, values, i);
      var b = FloatVector.fromArray(species, values, i + half);
      a.add(b).intoArray(values, i);
      a.sub(b).intoArray(values, i + half);
    }
  }

  private static VectorShuffle<Float> partners(VectorSpecies<Float> species, int distance) {
    return VectorShuffle.fromOp(species, i -> (i ^ distance) % species.length());
  }

  private static FloatVector signs(VectorSpecies<Float> species, int distance) {
    var signs = new float[species.length()];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = (i & distance) == 0 ? 1 : -1;
    }
    return FloatVector.fromArray(species, signs, 0);
  }
}
