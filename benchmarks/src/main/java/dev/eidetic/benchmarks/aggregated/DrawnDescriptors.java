package dev.eidetic.benchmarks.aggregated;

import dev.eidetic.testkit.Seeds;
import dev.eidetic.vectors.Kernels;
import dev.eidetic.vectors.VectorSource;

/// Descriptors of pictures that never were: each lies near one of 20,000 places, as descriptors of
/// things that the world is full of do. Made when asked for, so that no number of pictures takes
/// memory.
///
/// @param pictures how many there are
record DrawnDescriptors(int pictures) implements VectorSource {

  static final int EACH = 500;
  static final int DIMENSION = 128;

  private static final int PLACES = 20_000;
  private static final float SPREAD = 0.35f;

  /// Of a query's descriptors, those that its picture has, too, a little changed.
  private static final int SHARED = 100;

  private static final float CHANGE = 0.15f;

  /// Of one picture, one after the other.
  float[] ofPicture(int picture) {
    return rows(Seeds.of(1_000_000L + picture));
  }

  /// Of one query: a fifth is in the picture of the same number times the step.
  float[] ofQuery(int query, int step) {
    var random = Seeds.of(-1L - query);
    float[] rows = rows(random);
    float[] own = ofPicture(query * step);
    for (int i = 0; i < SHARED; i++) {
      near(own, i * DIMENSION, CHANGE, random, rows, i * DIMENSION);
    }
    return rows;
  }

  private static float[] rows(Seeds random) {
    var rows = new float[EACH * DIMENSION];
    for (int i = 0; i < EACH; i++) {
      float[] place = Seeds.of(random.nextInt(PLACES)).unitVector(DIMENSION);
      near(place, 0, SPREAD, random, rows, i * DIMENSION);
    }
    return rows;
  }

  private static void near(
      float[] place, int from, float distance, Seeds random, float[] target, int to) {
    float[] noise = random.unitVector(DIMENSION);
    var row = new float[DIMENSION];
    for (int j = 0; j < DIMENSION; j++) {
      row[j] = place[from + j] + distance * noise[j];
    }
    Kernels.normalize(row);
    System.arraycopy(row, 0, target, to, DIMENSION);
  }

  @Override
  public int count() {
    return pictures * EACH;
  }

  @Override
  public int dimension() {
    return DIMENSION;
  }

  @Override
  public void copy(int first, int count, float[] target, int offset) {
    for (int i = 0; i < count; ) {
      int picture = (first + i) / EACH;
      int row = (first + i) % EACH;
      int length = Math.min(count - i, EACH - row);
      System.arraycopy(
          ofPicture(picture), row * DIMENSION, target, offset + i * DIMENSION, length * DIMENSION);
      i += length;
    }
  }
}
