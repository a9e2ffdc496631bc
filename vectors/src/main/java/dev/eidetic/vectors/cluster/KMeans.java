package dev.eidetic.vectors.cluster;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.vectors.VectorSource;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Finds cluster centres by Lloyd's rounds. The same settings and examples give the same centroids
/// for any number of threads.
///
/// Few clusters begin at examples drawn far apart (k-means++, Arthur and Vassilvitskii, 2007), many
/// at any. Rounds begin with a part of the examples, which doubles until all take part: early
/// rounds only need to know roughly where to go (Newling and Fleuret, 2016,
/// <https://arxiv.org/abs/1602.02934>). A centroid that loses its last example is put beside one
/// that has many. Above [#MOST_AT_ONCE] clusters the examples are first split into groups, which
/// are clustered one by one: then time grows with the number of clusters to the power of 1.5 per
/// example, not its square.
///
/// @param clusters at least 1
/// @param rounds over the examples, at least 1
/// @param examplesPerCluster at least 1; of more examples a random part is taken
/// @param balance 0 for plain k-means; up to 1, clusters with fewer than this half of their share
///   of the examples are given up and the largest ones split instead, as long as there are any with
///   more than one and a half shares: evens out the sizes at some loss of precision
/// @param seed of everything random
/// @param threads that compute at once, at least 1
public record KMeans(
    int clusters, int rounds, int examplesPerCluster, float balance, long seed, int threads) {

  static final int MOST_AT_ONCE = 8192;

  /// The examples that are looked at take at most a gibibyte.
  private static final int MOST_NUMBERS = 1 << 28;

  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  public KMeans {
    require(clusters >= 1, "clusters are %d; there must be at least 1", clusters);
    require(rounds >= 1, "rounds are %d; there must be at least 1", rounds);
    require(
        examplesPerCluster >= 1,
        "examplesPerCluster is %d; it must be at least 1",
        examplesPerCluster);
    require(0 <= balance && balance <= 1, "balance is %s; it must be 0 to 1", balance);
    require(threads >= 1, "threads is %d; it must be at least 1", threads);
  }

  /// Ten rounds on at most 64 examples per cluster, unbalanced.
  public static KMeans of(int clusters, long seed, int threads) {
    return new KMeans(clusters, 10, 64, 0, seed, threads);
  }

  public KMeans withExamplesPerCluster(int examplesPerCluster) {
    return new KMeans(clusters, rounds, examplesPerCluster, balance, seed, threads);
  }

  public KMeans withRounds(int rounds) {
    return new KMeans(clusters, rounds, examplesPerCluster, balance, seed, threads);
  }

  public KMeans withBalance(float balance) {
    return new KMeans(clusters, rounds, examplesPerCluster, balance, seed, threads);
  }

  KMeans withClusters(int clusters) {
    return new KMeans(clusters, rounds, examplesPerCluster, balance, seed, threads);
  }

  /// @throws IllegalArgumentException if there are fewer examples than clusters, or the centroids
  ///   have more numbers than an array can hold
  public Centroids fit(VectorSource examples) {
    require(
        (long) clusters * examples.dimension() <= LONGEST_ARRAY,
        "%d clusters of %d numbers are too many; together they may have at most %d numbers",
        clusters,
        examples.dimension(),
        LONGEST_ARRAY);
    require(
        examples.count() >= clusters,
        "there are %d examples for %d clusters; there must be at least as many",
        examples.count(),
        clusters);
    return fit(sample(examples), examples.dimension());
  }

  /// @param examples vectors one after the other in random order, at least as many as clusters
  Centroids fit(float[] examples, int dimension) {
    return clusters > MOST_AT_ONCE
        ? new GroupedKMeans(this, examples, dimension).fit()
        : new LloydRounds(this, examples, dimension).fit();
  }

  /// Examples in random order, so that any first part of them is a fair sample.
  private float[] sample(VectorSource examples) {
    int dimension = examples.dimension();
    long wanted =
        Math.max(
            clusters, Math.min(MOST_NUMBERS / dimension, (long) clusters * examplesPerCluster));
    int count = (int) Math.min(examples.count(), wanted);
    int[] places = places(examples.count(), count);
    var numbers = new float[count * dimension];
    for (int i = 0; i < count; i++) {
      examples.copy(places[i], 1, numbers, i * dimension);
    }
    return numbers;
  }

  private int[] places(int from, int count) {
    var random = new SplittableRandom(seed);
    var places = new int[from];
    Arrays.setAll(places, i -> i);
    for (int i = 0; i < count; i++) {
      int other = random.nextInt(i, from);
      int place = places[i];
      places[i] = places[other];
      places[other] = place;
    }
    return Arrays.copyOf(places, count);
  }
}
