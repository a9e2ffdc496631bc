package dev.eidetic.train.mining;

import static dev.eidetic.vectors.Preconditions.require;

/// Cosines of a batch with its references, and their labels.
///
/// @param similarities one row per image of the batch, one column per reference
/// @param labels of the rows
/// @param referenceLabels of the columns
/// @param isSelf whether the references are the batch itself, so that a row does not meet itself
public record PairTable(
    float[][] similarities, int[] labels, int[] referenceLabels, boolean isSelf) {

  public PairTable {
    require(
        similarities.length == labels.length,
        "there are %d rows and %d labels",
        similarities.length,
        labels.length);
  }

  int rows() {
    return labels.length;
  }

  int columns() {
    return referenceLabels.length;
  }

  boolean isPositive(int row, int column) {
    return labels[row] == referenceLabels[column] && !(isSelf && row == column);
  }

  boolean isNegative(int row, int column) {
    return labels[row] != referenceLabels[column];
  }

  /// Euclidean distance of the unit vectors.
  double distance(int row, int column) {
    return Math.sqrt(Math.max(0, 2 - 2.0 * similarities[row][column]));
  }
}
