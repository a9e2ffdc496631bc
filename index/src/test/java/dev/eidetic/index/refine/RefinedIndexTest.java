package dev.eidetic.index.refine;

import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.NumberFormat;
import dev.eidetic.index.SearchEffort;
import dev.eidetic.index.VectorCode;
import dev.eidetic.index.VectorIndexContract;
import org.junit.jupiter.api.Nested;

/// Rows that rank the candidates of coarser codes.
class RefinedIndexTest {

  private static final IndexSpec BASE =
      new IndexSpec.Ivf(32, new VectorCode.Product(12, 4, true), false, false);

  private static final SearchEffort EFFORT = new SearchEffort(64, 16, 20);

  @Nested
  class Exact extends VectorIndexContract {

    @Override
    protected IndexSpec spec() {
      return new IndexSpec.Refined(BASE, NumberFormat.FLOAT32);
    }

    @Override
    protected SearchEffort effort() {
      return EFFORT;
    }

    @Override
    protected double recallFloor() {
      return 0.93;
    }
  }

  @Nested
  class Bytes extends VectorIndexContract {

    @Override
    protected IndexSpec spec() {
      return new IndexSpec.Refined(BASE, NumberFormat.INT8);
    }

    @Override
    protected SearchEffort effort() {
      return EFFORT;
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
}
