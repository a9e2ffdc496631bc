package dev.eidetic.engine.evaluation;

import dev.eidetic.vectors.Kernels;

/// Vectors on a plane: their two principal components, by power iteration. The same vectors give
/// the same map.
///
/// @param ordinals which vectors are shown, ascending; an even sample where they are many
/// @param x from 0 to 1
/// @param y from 0 to 1
public record PlanarMap(int[] ordinals, float[] x, float[] y) {

  /// More vectors than this are sampled.
  public static final int MOST_POINTS = 2_000;

  private static final int ITERATIONS = 60;

  /// Lays vectors out.
  ///
  /// @param vectors at least one, of equal length; not changed
  public static PlanarMap of(float[][] vectors) {
    int count = Math.min(vectors.length, MOST_POINTS);
    var ordinals = new int[count];
    var centred = new float[count][];
    for (int i = 0; i < count; i++) {
      ordinals[i] = (int) ((long) i * vectors.length / count);
      centred[i] = vectors[ordinals[i]].clone();
    }
    centre(centred);
    float[] x = strongest(centred);
    float[] y = strongest(centred);
    fit(x, y);
    return new PlanarMap(ordinals, x, y);
  }

  private static void centre(float[][] rows) {
    var mean = new double[rows[0].length];
    for (var row : rows) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += row[j];
      }
    }
    for (var row : rows) {
      for (int j = 0; j < mean.length; j++) {
        row[j] -= (float) (mean[j] / rows.length);
      }
    }
  }

  /// Coordinates along the axis of largest variance, which is then taken out of the rows.
  private static float[] strongest(float[][] rows) {
    var axis = new float[rows[0].length];
    for (int j = 0; j < axis.length; j++) {
      axis[j] = (float) Math.cos(1.0 + j); // in no direction that pictures prefer
    }
    Kernels.normalize(axis);
    for (int i = 0; i < ITERATIONS; i++) {
      var next = new float[axis.length];
      for (var row : rows) {
        add(next, row, Kernels.dot(row, axis));
      }
      if (Kernels.dot(next, next) == 0) {
        break; // all rows are equal
      }
      Kernels.normalize(next);
      axis = next;
    }
    var coordinates = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      coordinates[i] = Kernels.dot(rows[i], axis);
      add(rows[i], axis, -coordinates[i]);
    }
    return coordinates;
  }

  private static void add(float[] target, float[] row, float factor) {
    for (int j = 0; j < target.length; j++) {
      target[j] += factor * row[j];
    }
  }

  /// Moves and scales both by the same factor into the unit square.
  private static void fit(float[] x, float[] y) {
    float span = Math.max(span(x), span(y));
    for (var axis : new float[][] {x, y}) {
      float low = low(axis);
      float margin = span == 0 ? 0.5f : (1 - span(axis) / span) / 2;
      for (int i = 0; i < axis.length; i++) {
        axis[i] = span == 0 ? margin : Math.clamp(margin + (axis[i] - low) / span, 0f, 1f);
      }
    }
  }

  private static float low(float[] values) {
    float low = Float.POSITIVE_INFINITY;
    for (float value : values) {
      low = Math.min(low, value);
    }
    return low;
  }

  private static float span(float[] values) {
    float high = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      high = Math.max(high, value);
    }
    return high - low(values);
  }
}
