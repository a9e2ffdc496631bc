package dev.eidetic.vectors.transform;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.vectors.RowStrips;

/// Maps `x` to `P (x - m)`, where the rows of P are orthogonal to each other. Immutable.
public final class LinearMap {

  private final float[] rows;
  private final float[] mean;
  private final int outputs;
  private final RowStrips strips;

  /// @param rows of P one after the other, each as long as `mean`, none of them zero; not copied
  /// @param mean m; not copied
  public LinearMap(float[] rows, float[] mean) {
    require(
        rows.length > 0 && rows.length % mean.length == 0,
        "%d numbers are no whole number of rows of %d",
        rows.length,
        mean.length);
    this.rows = rows;
    this.mean = mean;
    this.outputs = rows.length / mean.length;
    this.strips = RowStrips.of(rows, outputs, mean.length);
  }

  public int inputDimension() {
    return mean.length;
  }

  public int outputDimension() {
    return outputs;
  }

  /// The array itself, not a copy.
  public float[] rows() {
    return rows;
  }

  /// The array itself, not a copy.
  public float[] mean() {
    return mean;
  }

  public Mapper mapper() {
    return new Mapper();
  }

  /// The shortest vector that is mapped to a given one.
  ///
  /// @param mapped [#outputDimension] numbers
  /// @param target receives [#inputDimension] numbers
  public void restore(float[] mapped, float[] target) {
    System.arraycopy(mean, 0, target, 0, mean.length);
    for (int row = 0; row < outputs; row++) {
      int start = row * mean.length;
      float square = 0;
      for (int i = 0; i < mean.length; i++) {
        square = Math.fma(rows[start + i], rows[start + i], square);
      }
      float factor = mapped[row] / square;
      for (int i = 0; i < mean.length; i++) {
        target[i] = Math.fma(factor, rows[start + i], target[i]);
      }
    }
  }

  public long memoryBytes() {
    return (long) Float.BYTES * rows.length + strips.memoryBytes();
  }

  /// Maps vectors on one thread.
  public final class Mapper {

    private final float[] centred = new float[mean.length];
    private final float[] products = new float[strips.paddedCount()];

    private Mapper() {}

    /// @param source holds the vector from `start` on
    /// @param target receives the mapped vector from `offset` on
    public void map(float[] source, int start, float[] target, int offset) {
      for (int i = 0; i < centred.length; i++) {
        centred[i] = source[start + i] - mean[i];
      }
      strips.dots(centred, products);
      System.arraycopy(products, 0, target, offset, outputs);
    }
  }
}
