package dev.eidetic.vectors.cluster;

import dev.eidetic.vectors.ParallelLoop;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/// One run of k-means over examples in memory.
final class LloydRounds {

  private static final int MOST_SPREAD = 256;
  private static final int EXAMPLES_PER_PIECE = 1024;
  private static final int FIRST_EXAMPLES_PER_CLUSTER = 16;
  private static final float APART = 1f / 1024;

  /// What a cluster must have, in average sizes, to be split for the sake of balance.
  private static final double SPLIT_ABOVE = 1.5;

  /// Rounds at the end that move no clusters, so that those moved can settle.
  private static final int SETTLING_ROUNDS = 2;

  private final KMeans settings;
  private final float[] examples;
  private final int dimension;
  private final int count;
  private final int clusters;
  private final float[] centroids;
  private final int[] nearest;
  private final int[] sizes;

  /// @param examples vectors one after the other in random order
  LloydRounds(KMeans settings, float[] examples, int dimension) {
    this.settings = settings;
    this.examples = examples;
    this.dimension = dimension;
    this.clusters = settings.clusters();
    this.count = examples.length / dimension;
    this.centroids = new float[clusters * dimension];
    this.nearest = new int[count];
    this.sizes = new int[clusters];
  }

  Centroids fit() {
    if (clusters <= MOST_SPREAD) {
      new SpreadStart(examples, dimension, settings.seed()).choose(clusters, centroids);
    } else {
      System.arraycopy(examples, 0, centroids, 0, centroids.length);
    }
    for (int round = 0; round < settings.rounds(); round++) {
      int used = examplesIn(round);
      assign(used);
      average(used);
      boolean settles = round >= settings.rounds() - SETTLING_ROUNDS;
      repair(settles ? 0 : settings.balance() / 2 * used / clusters, SPLIT_ABOVE * used / clusters);
    }
    return new Centroids(centroids, clusters, dimension);
  }

  /// The last half of the rounds sees all examples; before, each round half as many as the next.
  private int examplesIn(int round) {
    int full = settings.rounds() / 2;
    int halvings = Math.min(30, Math.max(0, full - round));
    long least = Math.max(clusters, (long) FIRST_EXAMPLES_PER_CLUSTER * clusters);
    return (int) Math.min(count, Math.max(least, count >> halvings));
  }

  private void assign(int used) {
    var search = new NearestCentroids(new Centroids(centroids, clusters, dimension));
    int pieces = (used + EXAMPLES_PER_PIECE - 1) / EXAMPLES_PER_PIECE;
    ParallelLoop.run(
        settings.threads(),
        pieces,
        () -> {
          var assigner = search.assigner();
          return piece -> {
            int first = piece * EXAMPLES_PER_PIECE;
            int part = Math.min(EXAMPLES_PER_PIECE, used - first);
            assigner.assign(examples, first * dimension, dimension, part, nearest, first);
          };
        });
  }

  /// Each thread sums for some of the clusters, all examples in order: so sums do not depend on how
  /// many threads there are.
  private void average(int used) {
    int[] order = byCluster(used);
    int pieces = Math.min(clusters, 64);
    ParallelLoop.run(
        settings.threads(),
        pieces,
        () -> {
          var sums = new double[dimension];
          return piece -> {
            int from = (int) ((long) clusters * piece / pieces);
            int to = (int) ((long) clusters * (piece + 1) / pieces);
            for (int cluster = from; cluster < to; cluster++) {
              average(cluster, order, sums);
            }
          };
        });
  }

  /// Places of examples, cluster by cluster, each cluster's in order; `sizes` tells where one ends.
  private int[] byCluster(int used) {
    Arrays.fill(sizes, 0);
    for (int i = 0; i < used; i++) {
      sizes[nearest[i]]++;
    }
    var order = new int[used + clusters];
    int at = clusters;
    for (int cluster = 0; cluster < clusters; cluster++) {
      order[cluster] = at;
      at += sizes[cluster];
    }
    var next = Arrays.copyOf(order, clusters);
    for (int i = 0; i < used; i++) {
      order[next[nearest[i]]++] = i;
    }
    return order;
  }

  private void average(int cluster, int[] order, double[] sums) {
    int size = sizes[cluster];
    if (size == 0) {
      return;
    }
    Arrays.fill(sums, 0);
    int first = order[cluster];
    for (int i = first; i < first + size; i++) {
      int start = order[i] * dimension;
      for (int j = 0; j < dimension; j++) {
        sums[j] += examples[start + j];
      }
    }
    for (int j = 0; j < dimension; j++) {
      centroids[cluster * dimension + j] = (float) (sums[j] / size);
    }
  }

  /// Splits the largest clusters in two for the sake of those that have nothing, or little while
  /// others have much.
  ///
  /// @param poor at most so many examples are little
  /// @param rich more than so many are much
  private void repair(double poor, double rich) {
    var largest = new PriorityQueue<Integer>(Comparator.comparingInt((Integer i) -> -sizes[i]));
    for (int cluster = 0; cluster < clusters; cluster++) {
      if (sizes[cluster] > poor) {
        largest.add(cluster);
      }
    }
    for (int cluster = 0; cluster < clusters; cluster++) {
      boolean isPoor = sizes[cluster] <= poor && sizes[largest.element()] > rich;
      if (sizes[cluster] == 0 || isPoor) {
        int donor = largest.remove();
        split(donor, cluster);
        largest.add(donor);
      }
    }
  }

  private void split(int donor, int cluster) {
    for (int j = 0; j < dimension; j++) {
      float number = centroids[donor * dimension + j];
      float step = j % 2 == 0 ? APART : -APART;
      centroids[cluster * dimension + j] = number * (1 + step);
      centroids[donor * dimension + j] = number * (1 - step);
    }
    sizes[cluster] = sizes[donor] / 2;
    sizes[donor] -= sizes[cluster];
  }
}
