package dev.eidetic.index.ivf;

import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.VectorCode;
import dev.eidetic.index.VectorIndexContract;

class IvfFloatTest extends VectorIndexContract {

  @Override
  protected IndexSpec spec() {
    return new IndexSpec.Ivf(64, VectorCode.FLOAT32, false, false);
  }

  @Override
  protected double recallFloor() {
    return 0.95;
  }
}
