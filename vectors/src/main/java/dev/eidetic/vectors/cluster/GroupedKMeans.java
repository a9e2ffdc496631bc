package dev.eidetic.vectors.cluster;

import java.util.Arrays;

/// K-means for many clusters: groups first, then clusters within each group, as many as fit its
/// share of the examples.
final class GroupedKMeans {

  private final KMeans settings;
  private final float[] examples;
  private final int dimension;

  GroupedKMeans(KMeans settings, float[] examples, int dimension) {
    this.settings = settings;
    this.examples = examples;
    this.dimension = dimension;
  }

  Centroids fit() {
    int count = examples.length / dimension;
    int groups = (int) Math.ceil(Math.sqrt(settings.clusters()));
    var coarse = settings.withClusters(groups).fit(firstExamples(groups), dimension);
    var nearest = new int[count];
    new NearestCentroids(coarse).assigner().assign(examples, 0, dimension, count, nearest, 0);
    int[] sizes = sizes(nearest, groups);
    int[] shares = shares(sizes, count);
    var centroids = new float[settings.clusters() * dimension];
    int at = 0;
    for (int group = 0; group < groups; group++) {
      if (shares[group] > 0) {
        var members = members(nearest, group, sizes[group]);
        var fine = settings.withClusters(shares[group]).fit(members, dimension);
        System.arraycopy(fine.numbers(), 0, centroids, at, fine.numbers().length);
        at += fine.numbers().length;
      }
    }
    return new Centroids(centroids, settings.clusters(), dimension);
  }

  private float[] firstExamples(int groups) {
    long numbers = (long) groups * settings.examplesPerCluster() * dimension;
    return numbers >= examples.length ? examples : Arrays.copyOf(examples, (int) numbers);
  }

  private static int[] sizes(int[] nearest, int groups) {
    var sizes = new int[groups];
    for (int group : nearest) {
      sizes[group]++;
    }
    return sizes;
  }

  /// Clusters per group, in proportion to its examples, never more than those; they sum to all.
  private int[] shares(int[] sizes, int count) {
    var shares = new int[sizes.length];
    int left = settings.clusters();
    for (int group = 0; group < sizes.length; group++) {
      shares[group] = (int) ((long) settings.clusters() * sizes[group] / count);
      left -= shares[group];
    }
    for (int group = 0; left > 0; group = (group + 1) % sizes.length) {
      if (shares[group] < sizes[group]) {
        shares[group]++;
        left--;
      }
    }
    return shares;
  }

  private float[] members(int[] nearest, int group, int size) {
    var members = new float[size * dimension];
    int at = 0;
    for (int i = 0; i < nearest.length; i++) {
      if (nearest[i] == group) {
        System.arraycopy(examples, i * dimension, members, at, dimension);
        at += dimension;
      }
    }
    return members;
  }
}
