package dev.eidetic.index.hnsw;

import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.SearchEffort;
import dev.eidetic.index.VectorCode;
import dev.eidetic.index.VectorIndexContract;

class HnswIndexTest extends VectorIndexContract {

  @Override
  protected IndexSpec spec() {
    return new IndexSpec.Hnsw(16, 100, VectorCode.FLOAT32);
  }

  /// Small enough that walking is cheaper than scanning the contract's 2,000 vectors.
  @Override
  protected SearchEffort effort() {
    return SearchEffort.DEFAULT.withBeam(20);
  }

  @Override
  protected double recallFloor() {
    return 0.95;
  }
}
