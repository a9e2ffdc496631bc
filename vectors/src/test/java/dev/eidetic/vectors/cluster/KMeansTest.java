package dev.eidetic.vectors.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.testkit.Seeds;
import dev.eidetic.vectors.VectorSource;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KMeansTest {

  private final Seeds random = Seeds.many(1).getFirst();

  /// Points around centres far apart.
  private float[] clustered(int count, int centres, int dimension) {
    float[] middle = random.vector(centres * dimension);
    var points = random.vector(count * dimension);
    for (int i = 0; i < count; i++) {
      int centre = random.nextInt(centres) * dimension;
      for (int j = 0; j < dimension; j++) {
        points[i * dimension + j] += 5 * middle[centre + j];
      }
    }
    return points;
  }

  /// The nearest centroid by plain loops in double precision.
  private static int nearest(float[] points, int point, Centroids centroids) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < centroids.count(); i++) {
      double distance = distance(points, point, centroids, i);
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }

  /// Squared, in double precision.
  private static double distance(float[] points, int point, Centroids centroids, int centroid) {
    int dimension = centroids.dimension();
    double sum = 0;
    for (int j = 0; j < dimension; j++) {
      double difference =
          (double) points[point * dimension + j] - centroids.numbers()[centroid * dimension + j];
      sum += difference * difference;
    }
    return sum;
  }

  private static double distortion(float[] points, Centroids centroids) {
    int dimension = centroids.dimension();
    double sum = 0;
    for (int i = 0; i < points.length / dimension; i++) {
      sum += distance(points, i, centroids, nearest(points, i, centroids));
    }
    return sum;
  }

  @Test
  void assignsEachPointToTheNearestCentroid() {
    for (int dimension : new int[] {1, 2, 5, 40}) {
      for (int clusters : new int[] {1, 5, 6, 100}) {
        float[] points = random.vector(301 * dimension);
        var centroids = new Centroids(random.vector(clusters * dimension), clusters, dimension);
        var found = new int[301];
        new NearestCentroids(centroids).assigner().assign(points, 0, dimension, 301, found, 0);
        for (int i = 0; i < 301; i++) {
          double least = distance(points, i, centroids, nearest(points, i, centroids));
          assertThat(distance(points, i, centroids, found[i]))
              .as("point %d, %d clusters, %d numbers, %s", i, clusters, dimension, random)
              .isLessThanOrEqualTo(least + 1e-4); // two may be nearest as far as floats can tell
        }
      }
    }
  }

  @Test
  void endsWhereLloydsRoundsChangeNothing() {
    float[] points = clustered(600, 12, 3);
    var centroids = KMeans.of(10, 1, 2).withRounds(60).fit(VectorSource.of(points, 3));
    var sums = new double[10][3];
    var counts = new int[10];
    for (int i = 0; i < 600; i++) {
      int centroid = nearest(points, i, centroids);
      counts[centroid]++;
      for (int j = 0; j < 3; j++) {
        sums[centroid][j] += points[i * 3 + j];
      }
    }
    for (int i = 0; i < 30; i++) {
      assertThat((double) centroids.numbers()[i])
          .as("%s", random)
          .isCloseTo(sums[i / 3][i % 3] / counts[i / 3], within(1e-4));
    }
  }

  /// Lloyd's rounds by plain loops from the first examples.
  private static Centroids naive(float[] points, int clusters, int dimension, int rounds) {
    var centroids = new Centroids(Arrays.copyOf(points, clusters * dimension), clusters, dimension);
    for (int round = 0; round < rounds; round++) {
      var sums = new double[clusters * dimension];
      var counts = new int[clusters];
      for (int i = 0; i < points.length / dimension; i++) {
        int centroid = nearest(points, i, centroids);
        counts[centroid]++;
        for (int j = 0; j < dimension; j++) {
          sums[centroid * dimension + j] += points[i * dimension + j];
        }
      }
      for (int i = 0; i < sums.length; i++) {
        if (counts[i / dimension] > 0) {
          centroids.numbers()[i] = (float) (sums[i] / counts[i / dimension]);
        }
      }
    }
    return centroids;
  }

  /// Over ten drawings together: where single drawings start decides a tenth of their distortion.
  @Test
  void isAsGoodAsPlainRoundsOverAllExamples() {
    double plain = 0;
    double ours = 0;
    for (int drawing = 0; drawing < 10; drawing++) {
      float[] points = clustered(3000, 100, 8);
      plain += distortion(points, naive(points, 150, 8, 10));
      ours += distortion(points, KMeans.of(150, 5, 2).fit(VectorSource.of(points, 8)));
    }
    assertThat(ours).as("%s", random).isLessThan(1.1 * plain);
  }

  @Test
  void threadsDoNotChangeTheResult() {
    var points = VectorSource.of(clustered(3000, 30, 6), 6);
    var one = KMeans.of(300, 9, 1).fit(points);
    var three = KMeans.of(300, 9, 3).fit(points);
    assertThat(one.numbers()).as("%s", random).isEqualTo(three.numbers());
  }

  @Test
  void noCentroidIsWastedOnEqualExamples() {
    var points = new float[400];
    Arrays.fill(points, 0, 380, 1);
    System.arraycopy(random.vector(20), 0, points, 380, 20);
    var centroids = KMeans.of(8, 3, 1).fit(VectorSource.of(points, 2));
    assertThat(centroids.numbers()).hasSize(16).doesNotContain(Float.NaN);
    assertThat(distortion(points, centroids)).as("%s", random).isLessThan(20);
  }

  @Test
  void groupsFirstWhereThereAreManyClusters() {
    float[] points = clustered(4000, 100, 4);
    var settings = KMeans.of(120, 3, 2);
    var grouped = new GroupedKMeans(settings, points, 4).fit();
    var whole = settings.fit(VectorSource.of(points, 4));
    assertThat(grouped.count()).isEqualTo(120);
    assertThat(distortion(points, grouped))
        .as("%s", random)
        .isLessThan(1.5 * distortion(points, whole));
  }

  @Test
  void balanceMakesTheLargestClusterSmaller() {
    float[] points = clustered(4000, 3, 4);
    for (int i = 0; i < 2000 * 4; i++) {
      points[i] *= 0.1f;
    }
    var source = VectorSource.of(points, 4);
    var plain = KMeans.of(40, 3, 1).withExamplesPerCluster(1000);
    assertThat(largest(points, plain.withBalance(1).withRounds(30).fit(source)))
        .as("%s", random)
        .isLessThan(largest(points, plain.withRounds(30).fit(source)));
  }

  private static int largest(float[] points, Centroids centroids) {
    var counts = new int[centroids.count()];
    for (int i = 0; i < points.length / centroids.dimension(); i++) {
      counts[nearest(points, i, centroids)]++;
    }
    return Arrays.stream(counts).max().orElseThrow();
  }

  @Test
  void refusesMoreNumbersThanAnArrayHolds() {
    var example = VectorSource.of(new float[2048], 2048);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KMeans.of(1 << 20, 0, 1).fit(example))
        .withMessage(
            "1048576 clusters of 2048 numbers are too many; "
                + "together they may have at most 2147483639 numbers");
  }

  @Test
  void refusesFewerExamplesThanClusters() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KMeans.of(4, 0, 1).fit(VectorSource.of(new float[6], 2)))
        .withMessage("there are 3 examples for 4 clusters; there must be at least as many");
  }
}
