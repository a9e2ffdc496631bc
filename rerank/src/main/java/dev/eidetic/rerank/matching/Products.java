package dev.eidetic.rerank.matching;

/// Cosines of all pairs of two sets, as far as matching asks.
interface Products {

  int rows();

  double best(int row);

  double second(int row);

  /// The first column with the best; -1 without columns.
  int bestColumn(int row);

  double columnBest(int column);
}
