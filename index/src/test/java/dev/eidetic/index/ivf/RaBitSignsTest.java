package dev.eidetic.index.ivf;

import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.VectorCode;
import dev.eidetic.index.VectorIndexContract;

class RaBitSignsTest extends VectorIndexContract {

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
    return 0.8;
  }
}
