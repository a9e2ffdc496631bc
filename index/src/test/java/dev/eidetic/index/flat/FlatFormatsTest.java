package dev.eidetic.index.flat;

import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.NumberFormat;
import dev.eidetic.index.VectorCode;
import dev.eidetic.index.VectorIndexContract;
import org.junit.jupiter.api.Nested;

/// Rows of fewer bits than 32 per number.
class FlatFormatsTest {

  private static IndexSpec flat(NumberFormat format) {
    return new IndexSpec.Flat(new VectorCode.Numbers(format));
  }

  @Nested
  class Halves extends VectorIndexContract {

    @Override
    protected IndexSpec spec() {
      return flat(NumberFormat.FLOAT16);
    }

    @Override
    protected double recallFloor() {
      return 0.98;
    }

    @Override
    protected double scoreError() {
      return 0.005;
    }
  }

  @Nested
  class BrainFloats extends VectorIndexContract {

    @Override
    protected IndexSpec spec() {
      return flat(NumberFormat.BFLOAT16);
    }

    @Override
    protected double recallFloor() {
      return 0.94;
    }

    @Override
    protected double scoreError() {
      return 0.03;
    }
  }

  @Nested
  class Bytes extends VectorIndexContract {

    @Override
    protected IndexSpec spec() {
      return flat(NumberFormat.INT8);
    }

    @Override
    protected double recallFloor() {
      return 0.9;
    }

    @Override
    protected double scoreError() {
      return 0.05;
    }
  }
}
