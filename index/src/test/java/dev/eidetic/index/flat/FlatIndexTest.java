package dev.eidetic.index.flat;

import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.VectorCode;
import dev.eidetic.index.VectorIndexContract;

class FlatIndexTest extends VectorIndexContract {

  @Override
  protected IndexSpec spec() {
    return new IndexSpec.Flat(VectorCode.FLOAT32);
  }

  @Override
  protected double recallFloor() {
    return 1;
  }
}
