package dev.eidetic.index.graph;

import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.NumberFormat;
import dev.eidetic.index.VectorIndexContract;

class QuantizedGraphIndexTest extends VectorIndexContract {

  @Override
  protected IndexSpec spec() {
    return new IndexSpec.QuantizedGraph(32, 64, NumberFormat.FLOAT32);
  }

  @Override
  protected double recallFloor() {
    return 0.95;
  }
}
