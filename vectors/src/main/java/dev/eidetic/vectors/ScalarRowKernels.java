package dev.eidetic.vectors;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// [RowKernels] by plain loops.
final class ScalarRowKernels {

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private ScalarRowKernels() {}

  static void dots(float[] query, MemorySegment rows, int[] ordinals, int count, float[] scores) {
    for (int i = 0; i < count; i++) {
      long start = (long) ordinals[i] * query.length * Float.BYTES;
      float sum = 0;
      for (int j = 0; j < query.length; j++) {
        sum = Math.fma(query[j], rows.get(FLOAT, start + 4L * j), sum);
      }
      scores[i] = sum;
    }
  }

  static void nearness(
      float[] query, MemorySegment rows, int[] ordinals, int count, float[] scores) {
    for (int i = 0; i < count; i++) {
      long start = (long) ordinals[i] * query.length * Float.BYTES;
      float sum = 0;
      for (int j = 0; j < query.length; j++) {
        float difference = query[j] - rows.get(FLOAT, start + 4L * j);
        sum = Math.fma(difference, difference, sum);
      }
      scores[i] = -sum;
    }
  }
}
