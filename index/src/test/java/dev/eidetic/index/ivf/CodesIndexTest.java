package dev.eidetic.index.ivf;

import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.VectorCode;
import dev.eidetic.index.VectorIndexContract;
import org.junit.jupiter.api.Nested;

/// RaBitQ and anisotropic codes, in one list and in many.
class CodesIndexTest {

  @Nested
  class FlatRaBitQ extends VectorIndexContract {

    @Override
    protected IndexSpec spec() {
      return new IndexSpec.Flat(new VectorCode.RaBitQ(4));
    }

    @Override
    protected double recallFloor() {
      return 0.8;
    }

    @Override
    protected double scoreError() {
      return 0.1;
    }
  }

  @Nested
  class RaBitQSigns extends VectorIndexContract {

    @Override
    protected IndexSpec spec() {
      return new IndexSpec.Ivf(16, new VectorCode.RaBitQ(1), true, false);
    }

    @Override
    protected double recallFloor() {
      return 0.3;
    }

    @Override
    protected double scoreError() {
      return 2;
    }
  }

  @Nested
  class RaBitQOfEightBits extends VectorIndexContract {

    @Override
    protected IndexSpec spec() {
      return new IndexSpec.Ivf(64, new VectorCode.RaBitQ(8), true, false);
    }

    @Override
    protected double recallFloor() {
      return 0.9;
    }

    @Override
    protected double scoreError() {
      return 0.02;
    }
  }

  @Nested
  class Anisotropic extends VectorIndexContract {

    @Override
    protected IndexSpec spec() {
      return new IndexSpec.Ivf(64, new VectorCode.Anisotropic(24, 0.2f), true, false);
    }

    @Override
    protected double recallFloor() {
      return 0.5;
    }

    @Override
    protected double scoreError() {
      return 0.5;
    }
  }

  @Nested
  class Spilled extends VectorIndexContract {

    @Override
    protected IndexSpec spec() {
      return new IndexSpec.Ivf(64, VectorCode.FLOAT32, false, true);
    }

    @Override
    protected double recallFloor() {
      return 0.97;
    }

    @Override
    protected double scoreError() {
      return 0;
    }
  }

  @Nested
  class SpilledAnisotropic extends VectorIndexContract {

    @Override
    protected IndexSpec spec() {
      return new IndexSpec.Ivf(64, new VectorCode.Anisotropic(24, 0.2f), true, true);
    }

    @Override
    protected double recallFloor() {
      return 0.5;
    }

    @Override
    protected double scoreError() {
      return 0.6;
    }
  }
}
