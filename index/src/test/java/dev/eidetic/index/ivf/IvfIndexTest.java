package dev.eidetic.index.ivf;

import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.NumberFormat;
import dev.eidetic.index.VectorCode;
import dev.eidetic.index.VectorIndexContract;
import org.junit.jupiter.api.Nested;

/// Inverted lists with each kind of code.
class IvfIndexTest {

  private static final int LISTS = 64;

  @Nested
  class Floats extends VectorIndexContract {

    @Override
    protected IndexSpec spec() {
      return new IndexSpec.Ivf(LISTS, VectorCode.FLOAT32, false, false);
    }

    @Override
    protected double recallFloor() {
      return 0.95;
    }
  }

  @Nested
  class ProductOfBytes extends VectorIndexContract {

    @Override
    protected IndexSpec spec() {
      return new IndexSpec.Ivf(LISTS, new VectorCode.Product(12, 8, false), false, false);
    }

    @Override
    protected double recallFloor() {
      return 0.65;
    }

    @Override
    protected double scoreError() {
      return 0.3;
    }
  }

  @Nested
  class ResidualProductOfSixBits extends VectorIndexContract {

    @Override
    protected IndexSpec spec() {
      return new IndexSpec.Ivf(LISTS, new VectorCode.Product(12, 6, false), true, false);
    }

    @Override
    protected double recallFloor() {
      return 0.6;
    }

    @Override
    protected double scoreError() {
      return 0.4;
    }
  }

  @Nested
  class ProductOfHalfBytes extends VectorIndexContract {

    @Override
    protected IndexSpec spec() {
      return new IndexSpec.Ivf(LISTS, new VectorCode.Product(24, 4, false), false, false);
    }

    @Override
    protected double recallFloor() {
      return 0.55;
    }

    @Override
    protected double scoreError() {
      return 0.3;
    }
  }

  @Nested
  class FastScan extends VectorIndexContract {

    @Override
    protected IndexSpec spec() {
      return new IndexSpec.Ivf(LISTS, new VectorCode.Product(24, 4, true), false, false);
    }

    @Override
    protected double recallFloor() {
      return 0.55;
    }

    @Override
    protected double scoreError() {
      return 0.3;
    }
  }

  @Nested
  class ResidualFastScan extends VectorIndexContract {

    @Override
    protected IndexSpec spec() {
      return new IndexSpec.Ivf(LISTS, new VectorCode.Product(22, 4, true), true, false);
    }

    @Override
    protected double recallFloor() {
      return 0.55;
    }

    @Override
    protected double scoreError() {
      return 0.3;
    }
  }

  @Nested
  class Bytes extends VectorIndexContract {

    @Override
    protected IndexSpec spec() {
      return new IndexSpec.Ivf(LISTS, new VectorCode.Numbers(NumberFormat.INT8), false, false);
    }

    @Override
    protected double recallFloor() {
      return 0.85;
    }

    @Override
    protected double scoreError() {
      return 0.05;
    }
  }

  @Nested
  class FlatFastScan extends VectorIndexContract {

    @Override
    protected IndexSpec spec() {
      return new IndexSpec.Flat(new VectorCode.Product(24, 4, true));
    }

    @Override
    protected double recallFloor() {
      return 0.55;
    }

    @Override
    protected double scoreError() {
      return 0.3;
    }
  }
}
