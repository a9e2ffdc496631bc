package dev.eidetic.vectors;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Best candidates on SIMD lanes. Numbers of candidates are floats, so that one mask serves both
/// blends without a conversion.
final class LaneNearestKernels {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private LaneNearestKernels() {}

  static void keepBest(
      float[] tile,
      int width,
      float[] penalties,
      int first,
      float[] scores,
      float[] nearest,
      int offset) {
    for (int i = 0; i < width; i += SPECIES.length()) {
      var best = FloatVector.fromArray(SPECIES, scores, offset + i);
      var number = FloatVector.fromArray(SPECIES, nearest, offset + i);
      for (int candidate = 0; candidate < BlockKernels.QUERIES; candidate++) {
        var score =
            FloatVector.fromArray(SPECIES, tile, candidate * width + i)
                .sub(penalties[first + candidate]);
        var greater = score.compare(VectorOperators.GT, best);
        best = best.blend(score, greater);
        number = number.blend(first + candidate, greater);
      }
      best.intoArray(scores, offset + i);
      number.intoArray(nearest, offset + i);
    }
  }
}
