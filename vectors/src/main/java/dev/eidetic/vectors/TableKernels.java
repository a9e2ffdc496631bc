package dev.eidetic.vectors;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Objects;

/// Kernels that make a query's look-up tables for product codes.
///
/// Code words lie by columns: coordinate by coordinate, the numbers of all `words` code words of
/// the subspace that the coordinate belongs to, side by side. A table has one entry per code word,
/// subspace by subspace.
public final class TableKernels {

  private TableKernels() {}

  /// Inner products of a query's parts with all code words.
  ///
  /// @param words per subspace, a multiple of 16
  /// @param columns `words` numbers per coordinate
  /// @param starts where each subspace begins among the coordinates; one more at the end
  /// @param tables receives `words` numbers per subspace
  public static void products(
      float[] query, int words, float[] columns, int[] starts, float[] tables) {
    check(query, words, columns, starts, tables);
    if (Kernels.HAS_LANES) {
      LaneTableKernels.products(query, words, columns, starts, tables);
    } else {
      ScalarTableKernels.products(query, words, columns, starts, tables);
    }
  }

  /// Minus the squared distances of a query's parts to all code words; see [#products].
  public static void minusSquaredDistances(
      float[] query, int words, float[] columns, int[] starts, float[] tables) {
    check(query, words, columns, starts, tables);
    if (Kernels.HAS_LANES) {
      LaneTableKernels.minusSquaredDistances(query, words, columns, starts, tables);
    } else {
      ScalarTableKernels.minusSquaredDistances(query, words, columns, starts, tables);
    }
  }

  private static void check(
      float[] query, int words, float[] columns, int[] starts, float[] tables) {
    require(words > 0 && words % 16 == 0, "words are %d; they must be a multiple of 16", words);
    int subspaces = starts.length - 1;
    for (int i = 0; i < subspaces; i++) {
      Objects.checkFromToIndex(starts[i], starts[i + 1], query.length);
    }
    Objects.checkFromIndexSize(0, words * starts[subspaces], columns.length);
    Objects.checkFromIndexSize(0, words * subspaces, tables.length);
  }
}
