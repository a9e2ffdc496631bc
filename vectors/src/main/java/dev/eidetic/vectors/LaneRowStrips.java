package dev.eidetic.vectors;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// One query against a strip of rows on SIMD lanes. Eight sums are kept in registers: as many as
/// multiply-adds can be under way at once.
final class LaneRowStrips {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private static final int LANES = SPECIES.length();

  /// Rows per strip.
  static final int WIDTH = 8 * LANES;

  private LaneRowStrips() {}

  static void dots(float[] query, float[] strips, int start, float[] scores, int place) {
    var a = FloatVector.zero(SPECIES);
    var b = a;
    var c = a;
    var d = a;
    var e = a;
    var f = a;
    var g = a;
    var h = a;
    int at = start;
    for (int i = 0; i < query.length; i++) {
      var q = FloatVector.broadcast(SPECIES, query[i]);
      a = q.fma(FloatVector.fromArray(SPECIES, strips, at), a);
      b = q.fma(FloatVector.fromArray(SPECIES, strips, at + LANES), b);
      c = q.fma(FloatVector.fromArray(SPECIES, strips, at + 2 * LANES), c);
      d = q.fma(FloatVector.fromArray(SPECIES, strips, at + 3 * LANES), d);
      e = q.fma(FloatVector.fromArray(SPECIES, strips, at + 4 * LANES), e);
      f = q.fma(FloatVector.fromArray(SPECIES, strips, at + 5 * LANES), f);
      g = q.fma(FloatVector.fromArray(SPECIES, strips, at + 6 * LANES), g);
      h = q.fma(FloatVector.fromArray(SPECIES, strips, at + 7 * LANES), h);
      at += WIDTH;
    }
    a.intoArray(scores, place);
    b.intoArray(scores, place + LANES);
    c.intoArray(scores, place + 2 * LANES);
    d.intoArray(scores, place + 3 * LANES);
    e.intoArray(scores, place + 4 * LANES);
    f.intoArray(scores, place + 5 * LANES);
    g.intoArray(scores, place + 6 * LANES);
    h.intoArray(scores, place + 7 * LANES);
  }
}
