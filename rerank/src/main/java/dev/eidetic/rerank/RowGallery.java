package dev.eidetic.rerank;

/// Unit vectors in memory.
record RowGallery(float[][] rows, int dimension) implements Gallery {

  @Override
  public int count() {
    return rows.length;
  }

  @Override
  public float[] vector(int ordinal) {
    return rows[ordinal];
  }
}
