package dev.eidetic.encode.local;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.vectors.CodeStrips;

/// What it looks like around points: one vector per point, of which only the direction counts.
public sealed interface Descriptors {

  int count();

  int dimension();

  /// The same in 8 bits per number, ready to be compared with all of another picture.
  Codes codes();

  /// As an extractor gives them.
  ///
  /// @param rows `count` vectors of length 1, one after the other; zeros for one without direction
  @SuppressWarnings("ArrayRecordComponent")
  record Floats(float[] rows, int count, int dimension) implements Descriptors {

    public Floats {
      require(dimension >= 1, "dimension is %d; it must be at least 1", dimension);
      require(
          rows.length == Math.multiplyExact(count, dimension),
          "there are %d numbers; %d descriptors of %d need %d",
          rows.length,
          count,
          dimension,
          count * dimension);
    }

    @Override
    public Codes codes() {
      var codes = new byte[rows.length];
      for (int row = 0; row < count; row++) {
        CodeStrips.quantize(rows, row * dimension, dimension, codes, row * dimension);
      }
      return new Codes(CodeStrips.of(codes, count, dimension), 1, 8);
    }
  }

  /// In 8 bits per number, each row about [CodeStrips#UNIT] long.
  ///
  /// @param strips the rows
  /// @param fidelity cosine between a row and what it was made from, on average, above 0 and at
  ///   most 1: cosines of rows are too small by this factor
  /// @param bits 1 to 8, per number where they are stored: descriptors are turned differently for
  ///   different numbers of bits, see [FeatureCodec#restore]
  record Codes(CodeStrips strips, double fidelity, int bits) implements Descriptors {

    public Codes {
      require(
          fidelity > 0 && fidelity <= 1,
          "fidelity is %s; it must be above 0 and at most 1",
          fidelity);
    }

    @Override
    public int count() {
      return strips.count();
    }

    @Override
    public int dimension() {
      return strips.dimension();
    }

    @Override
    public Codes codes() {
      return this;
    }
  }
}
