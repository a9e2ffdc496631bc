package dev.eidetic.index.hnsw;

import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.NumberFormat;
import dev.eidetic.index.SearchEffort;
import dev.eidetic.index.VectorCode;
import dev.eidetic.index.VectorIndexContract;

class HnswHalfIndexTest extends VectorIndexContract {

  @Override
  protected IndexSpec spec() {
    return new IndexSpec.Hnsw(16, 100, new VectorCode.Numbers(NumberFormat.FLOAT16));
  }

  @Override
  protected SearchEffort effort() {
    return SearchEffort.DEFAULT.withBeam(20);
  }

  @Override
  protected double recallFloor() {
    return 0.95;
  }

  /// Eleven significant bits, twice.
  @Override
  protected double scoreError() {
    return 0x1p-9;
  }
}
