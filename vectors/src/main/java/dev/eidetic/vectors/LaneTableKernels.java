package dev.eidetic.vectors;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Look-up tables on SIMD lanes: code words lie across the lanes.
final class LaneTableKernels {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /// Lanes that divide 16 words, whatever the processor prefers.
  private static final VectorSpecies<Float> LANES =
      SPECIES.length() > 16 ? FloatVector.SPECIES_512 : SPECIES;

  private LaneTableKernels() {}

  static void products(float[] query, int words, float[] columns, int[] starts, float[] tables) {
    int step = LANES.length();
    for (int subspace = 0; subspace + 1 < starts.length; subspace++) {
      int from = starts[subspace];
      int to = starts[subspace + 1];
      for (int word = 0; word < words; word += step) {
        var sum = FloatVector.zero(LANES);
        for (int i = from; i < to; i++) {
          sum =
              FloatVector.broadcast(LANES, query[i])
                  .fma(FloatVector.fromArray(LANES, columns, i * words + word), sum);
        }
        sum.intoArray(tables, subspace * words + word);
      }
    }
  }

  static void minusSquaredDistances(
      float[] query, int words, float[] columns, int[] starts, float[] tables) {
    int step = LANES.length();
    for (int subspace = 0; subspace + 1 < starts.length; subspace++) {
      int from = starts[subspace];
      int to = starts[subspace + 1];
      for (int word = 0; word < words; word += step) {
        var sum = FloatVector.zero(LANES);
        for (int i = from; i < to; i++) {
          var difference = FloatVector.fromArray(LANES, columns, i * words + word).sub(query[i]);
          sum = difference.fma(difference, sum);
        }
        sum.neg().intoArray(tables, subspace * words + word);
      }
    }
  }
}
