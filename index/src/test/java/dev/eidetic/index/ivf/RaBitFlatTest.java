package dev.eidetic.index.ivf;

import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.VectorCode;
import dev.eidetic.index.VectorIndexContract;

class RaBitFlatTest extends VectorIndexContract {

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
