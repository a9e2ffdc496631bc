package dev.eidetic.index.transform;

import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.NumberFormat;
import dev.eidetic.index.SearchEffort;
import dev.eidetic.index.VectorCode;
import dev.eidetic.index.VectorIndexContract;
import dev.eidetic.index.VectorTransform;
import org.junit.jupiter.api.Nested;

class TransformedIndexTest {

  private static final IndexSpec FLAT = new IndexSpec.Flat(VectorCode.FLOAT32);

  @Nested
  class RandomlyRotated extends VectorIndexContract {

    @Override
    protected IndexSpec spec() {
      return new IndexSpec.Transformed(new VectorTransform.RandomRotation(), FLAT);
    }

    @Override
    protected double recallFloor() {
      return 0.99;
    }
  }

  @Nested
  class PrincipalComponents extends VectorIndexContract {

    @Override
    protected IndexSpec spec() {
      return new IndexSpec.Refined(
          new IndexSpec.Transformed(new VectorTransform.PrincipalComponents(18, false), FLAT),
          NumberFormat.FLOAT32);
    }

    @Override
    protected SearchEffort effort() {
      return SearchEffort.DEFAULT.withRefineFactor(10);
    }

    @Override
    protected double recallFloor() {
      return 0.9;
    }
  }

  @Nested
  class OptimizedRotation extends VectorIndexContract {

    @Override
    protected IndexSpec spec() {
      return new IndexSpec.Transformed(
          new VectorTransform.OptimizedRotation(12, 0),
          new IndexSpec.Flat(new VectorCode.Product(12, 8, false)));
    }

    @Override
    protected double recallFloor() {
      return 0.6;
    }

    @Override
    protected double scoreError() {
      return 0.3;
    }
  }
}
