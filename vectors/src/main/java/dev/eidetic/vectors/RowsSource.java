package dev.eidetic.vectors;

/// Vectors in memory, one array each.
record RowsSource(float[][] rows, int dimension) implements VectorSource {

  @Override
  public int count() {
    return rows.length;
  }

  @Override
  public void copy(int first, int count, float[] target, int offset) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(rows[first + i], 0, target, offset + i * dimension, dimension);
    }
  }
}
