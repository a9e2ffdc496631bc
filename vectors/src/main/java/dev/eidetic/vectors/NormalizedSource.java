package dev.eidetic.vectors;

/// Vectors scaled to Euclidean length 1 as they are read.
record NormalizedSource(VectorSource source) implements VectorSource {

  @Override
  public int count() {
    return source.count();
  }

  @Override
  public int dimension() {
    return source.dimension();
  }

  @Override
  public void copy(int first, int count, float[] target, int offset) {
    source.copy(first, count, target, offset);
    int dimension = dimension();
    for (int i = 0; i < count; i++) {
      int start = offset + i * dimension;
      double squares = 0;
      for (int j = start; j < start + dimension; j++) {
        squares += (double) target[j] * target[j];
      }
      if (squares > 0) {
        double scale = 1 / Math.sqrt(squares);
        for (int j = start; j < start + dimension; j++) {
          target[j] = (float) (target[j] * scale);
        }
      }
    }
  }
}
