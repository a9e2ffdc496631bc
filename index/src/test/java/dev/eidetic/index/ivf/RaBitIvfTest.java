package dev.eidetic.index.ivf;

import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.VectorCode;
import dev.eidetic.index.VectorIndexContract;

class RaBitIvfTest extends VectorIndexContract {

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
    return 0.01;
  }
}
