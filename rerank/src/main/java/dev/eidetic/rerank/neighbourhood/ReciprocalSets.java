package dev.eidetic.rerank.neighbourhood;

import java.util.Arrays;
import java.util.BitSet;

/// Weighted sets of k-reciprocal neighbours. Number 0 is the query.
final class ReciprocalSets {

  private final Similarities similarities;
  private final int near;

  /// For each image its nearest, itself first, `near + 1` of them.
  private final int[][] ranked;

  /// Greatest distance of each row; 1 where all are 0.
  private final float[] greatest;

  private final float[] averagedQuery;
  private final float[][] averaged;

  ReciprocalSets(Similarities similarities, int near, int averagedOver) {
    this.similarities = similarities;
    this.near = near;
    int count = similarities.count();
    this.ranked = new int[count][];
    this.greatest = new float[count];
    for (int i = 0; i < count; i++) {
      ranked[i] = similarities.nearest(i, Math.max(near + 1, averagedOver));
      for (int j = 0; j < count; j++) {
        greatest[i] = Math.max(greatest[i], rawDistance(i, j));
      }
      greatest[i] = greatest[i] == 0 ? 1 : greatest[i];
    }
    var weights = new float[count][];
    Arrays.setAll(weights, this::weights);
    this.averaged = new float[count][];
    for (int i = 0; i < count; i++) {
      averaged[i] = average(weights, Arrays.copyOf(ranked[i], Math.min(averagedOver, count)));
    }
    this.averagedQuery = averaged[0];
  }

  int size() {
    return similarities.count();
  }

  private float rawDistance(int i, int j) {
    float distance = i == j ? 0 : Math.max(0, 2 - 2 * similarities.of(i, j));
    return distance * distance;
  }

  /// From 0 to 1, in units of the greatest distance of the first image's row.
  float distance(int i, int j) {
    return rawDistance(i, j) / greatest[i];
  }

  private float[] weights(int image) {
    var set = reciprocal(image, near);
    var grown = (BitSet) set.clone();
    for (int member = set.nextSetBit(0); member >= 0; member = set.nextSetBit(member + 1)) {
      var of = reciprocal(member, (int) Math.rint(near / 2.0)); // half to even, as NumPy rounds
      var common = (BitSet) of.clone();
      common.and(set);
      if (3 * common.cardinality() > 2 * of.cardinality()) {
        grown.or(of);
      }
    }
    var weights = new float[size()];
    float sum = 0;
    for (int member = grown.nextSetBit(0); member >= 0; member = grown.nextSetBit(member + 1)) {
      weights[member] = (float) Math.exp(-distance(image, member));
      sum += weights[member];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum; // not 0: an image is its own neighbour
    }
    return weights;
  }

  /// Neighbours of an image, itself among them, that have it among their first as well.
  private BitSet reciprocal(int image, int neighbours) {
    var set = new BitSet(size());
    for (int i = 0; i < Math.min(neighbours + 1, ranked[image].length); i++) {
      int other = ranked[image][i];
      if (isAmongFirst(image, other, neighbours)) {
        set.set(other);
      }
    }
    return set;
  }

  private boolean isAmongFirst(int image, int other, int neighbours) {
    for (int i = 0; i < Math.min(neighbours + 1, ranked[other].length); i++) {
      if (ranked[other][i] == image) {
        return true;
      }
    }
    return false;
  }

  private static float[] average(float[][] weights, int[] rows) {
    var mean = new float[weights.length];
    for (int row : rows) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += weights[row][j];
      }
    }
    for (int j = 0; j < mean.length; j++) {
      mean[j] /= rows.length;
    }
    return mean;
  }

  /// How much less than the same the neighbours of query and image are: 0 to 1.
  float jaccardDistance(int image) {
    float common = 0;
    for (int j = 0; j < size(); j++) {
      common += Math.min(averagedQuery[j], averaged[image][j]);
    }
    return 1 - common / (2 - common);
  }

  /// What query and image have in common in one neighbour.
  float shared(int image, int neighbour) {
    return Math.min(averagedQuery[neighbour], averaged[image][neighbour]);
  }
}
