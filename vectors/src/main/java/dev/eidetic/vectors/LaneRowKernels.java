package dev.eidetic.vectors;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [RowKernels] on SIMD lanes, four rows side by side: their loads wait for memory together, and
/// each number of the query is loaded once for all four. A group that is not full repeats its last
/// row, which costs less than a loop for single rows.
final class LaneRowKernels {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ORDER);

  private LaneRowKernels() {}

  static void dots(float[] query, MemorySegment rows, int[] ordinals, int count, float[] scores) {
    int last = count - 1;
    for (int i = 0; i < count; i += 4) {
      fourDots(
          query,
          rows,
          start(query, ordinals[i]),
          start(query, ordinals[Math.min(i + 1, last)]),
          start(query, ordinals[Math.min(i + 2, last)]),
          start(query, ordinals[Math.min(i + 3, last)]),
          scores,
          i,
          last);
    }
  }

  static void nearness(
      float[] query, MemorySegment rows, int[] ordinals, int count, float[] scores) {
    int last = count - 1;
    for (int i = 0; i < count; i += 4) {
      fourDistances(
          query,
          rows,
          start(query, ordinals[i]),
          start(query, ordinals[Math.min(i + 1, last)]),
          start(query, ordinals[Math.min(i + 2, last)]),
          start(query, ordinals[Math.min(i + 3, last)]),
          scores,
          i,
          last);
    }
  }

  private static long start(float[] query, int ordinal) {
    return (long) ordinal * query.length * Float.BYTES;
  }

  private static void fourDots(
      float[] query,
      MemorySegment rows,
      long a,
      long b,
      long c,
      long d,
      float[] scores,
      int place,
      int last) {
    var sumA = FloatVector.zero(SPECIES);
    var sumB = sumA;
    var sumC = sumA;
    var sumD = sumA;
    int i = 0;
    for (int end = SPECIES.loopBound(query.length); i < end; i += SPECIES.length()) {
      var q = FloatVector.fromArray(SPECIES, query, i);
      sumA = FloatVector.fromMemorySegment(SPECIES, rows, a + 4L * i, ORDER).fma(q, sumA);
      sumB = FloatVector.fromMemorySegment(SPECIES, rows, b + 4L * i, ORDER).fma(q, sumB);
      sumC = FloatVector.fromMemorySegment(SPECIES, rows, c + 4L * i, ORDER).fma(q, sumC);
      sumD = FloatVector.fromMemorySegment(SPECIES, rows, d + 4L * i, ORDER).fma(q, sumD);
    }
    float totalA = sumA.reduceLanes(VectorOperators.ADD);
    float totalB = sumB.reduceLanes(VectorOperators.ADD);
    float totalC = sumC.reduceLanes(VectorOperators.ADD);
    float totalD = sumD.reduceLanes(VectorOperators.ADD);
    for (; i < query.length; i++) {
      float q = query[i];
      totalA = Math.fma(rows.get(FLOAT, a + 4L * i), q, totalA);
      totalB = Math.fma(rows.get(FLOAT, b + 4L * i), q, totalB);
      totalC = Math.fma(rows.get(FLOAT, c + 4L * i), q, totalC);
      totalD = Math.fma(rows.get(FLOAT, d + 4L * i), q, totalD);
    }
    put(scores, place, last, totalA, totalB, totalC, totalD);
  }

  private static void fourDistances(
      float[] query,
      MemorySegment rows,
      long a,
      long b,
      long c,
      long d,
      float[] scores,
      int place,
      int last) {
    var sumA = FloatVector.zero(SPECIES);
    var sumB = sumA;
    var sumC = sumA;
    var sumD = sumA;
    int i = 0;
    for (int end = SPECIES.loopBound(query.length); i < end; i += SPECIES.length()) {
      var q = FloatVector.fromArray(SPECIES, query, i);
      var fromA = FloatVector.fromMemorySegment(SPECIES, rows, a + 4L * i, ORDER).sub(q);
      sumA = fromA.fma(fromA, sumA);
      var fromB = FloatVector.fromMemorySegment(SPECIES, rows, b + 4L * i, ORDER).sub(q);
      sumB = fromB.fma(fromB, sumB);
      var fromC = FloatVector.fromMemorySegment(SPECIES, rows, c + 4L * i, ORDER).sub(q);
      sumC = fromC.fma(fromC, sumC);
      var fromD = FloatVector.fromMemorySegment(SPECIES, rows, d + 4L * i, ORDER).sub(q);
      sumD = fromD.fma(fromD, sumD);
    }
    float totalA = sumA.reduceLanes(VectorOperators.ADD);
    float totalB = sumB.reduceLanes(VectorOperators.ADD);
    float totalC = sumC.reduceLanes(VectorOperators.ADD);
    float totalD = sumD.reduceLanes(VectorOperators.ADD);
    for (; i < query.length; i++) {
      float fromA = rows.get(FLOAT, a + 4L * i) - query[i];
      float fromB = rows.get(FLOAT, b + 4L * i) - query[i];
      float fromC = rows.get(FLOAT, c + 4L * i) - query[i];
      float fromD = rows.get(FLOAT, d + 4L * i) - query[i];
      totalA = Math.fma(fromA, fromA, totalA);
      totalB = Math.fma(fromB, fromB, totalB);
      totalC = Math.fma(fromC, fromC, totalC);
      totalD = Math.fma(fromD, fromD, totalD);
    }
    put(scores, place, last, -totalA, -totalB, -totalC, -totalD);
  }

  /// Repeated rows write the same place with the same score.
  private static void put(float[] scores, int place, int last, float a, float b, float c, float d) {
    scores[place] = a;
    scores[Math.min(place + 1, last)] = b;
    scores[Math.min(place + 2, last)] = c;
    scores[Math.min(place + 3, last)] = d;
  }
}
