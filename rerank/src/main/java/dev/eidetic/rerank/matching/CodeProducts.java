package dev.eidetic.rerank.matching;

import dev.eidetic.encode.local.Descriptors;
import dev.eidetic.vectors.CodeStrips;
import dev.eidetic.vectors.PairProducts;

/// Cosines of codes.
final class CodeProducts implements Products {

  private final PairProducts products = new PairProducts();

  private double factor = 1;

  void compute(Descriptors.Codes rows, Descriptors.Codes columns) {
    products.compute(rows.strips(), columns.strips());
    double unit = (double) CodeStrips.UNIT * CodeStrips.UNIT;
    factor = 1 / (unit * rows.fidelity() * columns.fidelity());
  }

  @Override
  public int rows() {
    return products.rows();
  }

  @Override
  public double best(int row) {
    return products.best(row) * factor;
  }

  @Override
  public double second(int row) {
    return products.second(row) * factor;
  }

  @Override
  public int bestColumn(int row) {
    return products.bestColumn(row);
  }

  @Override
  public double columnBest(int column) {
    return products.columnBest(column) * factor;
  }
}
