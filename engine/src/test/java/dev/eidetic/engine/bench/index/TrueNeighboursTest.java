package dev.eidetic.engine.bench.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eidetic.index.Metric;
import dev.eidetic.testkit.Seeds;
import dev.eidetic.vectors.VectorSource;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrueNeighboursTest {

  @ParameterizedTest
  @EnumSource(Metric.class)
  void computedTruthIsWhatSortingEverythingGives(Metric metric) throws InterruptedException {
    for (var random : Seeds.many(3)) {
      float[][] base = rows(random, 400, 19);
      float[][] queries = rows(random, 7, 19);
      var truth =
          TrueNeighbours.compute(
              VectorSource.of(base), VectorSource.of(queries), metric, 10, 2, done -> {});
      var found = new long[queries.length][];
      for (int i = 0; i < queries.length; i++) {
        float[] query = queries[i];
        found[i] =
            IntStream.range(0, base.length)
                .boxed()
                .sorted(Comparator.comparingDouble(j -> -Scores.of(metric, query, base[j])))
                .limit(10)
                .mapToLong(j -> j)
                .toArray();
      }
      assertThat(truth.recall(found, 10)).as("%s", random).isEqualTo(recall(1, 1));
      assertThat(truth.places()).isEqualTo(10);
    }
  }

  /// On a line: 1, 3, 5 and again 3. Query 2 is 1 away from the first and from both threes.
  @Test
  void whatIsAsNearStandsForATrueNeighbourInRecallByDistance() {
    var base = VectorSource.of(new float[][] {{1}, {3}, {5}, {3}});
    var queries = VectorSource.of(new float[][] {{2}});
    var truth = TrueNeighbours.of(base, queries, Metric.EUCLIDEAN, new int[][] {{0, 1}});
    assertThat(truth.recall(new long[][] {{3, 0}}, 2)).isEqualTo(recall(1, 0.5));
    assertThat(truth.recall(new long[][] {{2, 0}}, 2)).isEqualTo(recall(0.5, 0.5));
    assertThat(truth.recall(new long[][] {{0, 0}}, 2)).isEqualTo(recall(0.5, 0.5));
    assertThat(truth.recall(new long[][] {{}}, 2)).isEqualTo(recall(0, 0));
  }

  @Test
  void truthForAnotherMetricIsRefused() {
    var base = VectorSource.of(new float[][] {{10, 0}, {1, 0}});
    var queries = VectorSource.of(new float[][] {{1, 0}});
    int[][] byProduct = {{0, 1}};
    TrueNeighbours.of(base, queries, Metric.INNER_PRODUCT, byProduct);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrueNeighbours.of(base, queries, Metric.EUCLIDEAN, byProduct))
        .withMessage(
            "truth of query 0 names vector 0 before 1, which is nearer by this metric (scores -81.0"
                + " and -0.0); is the truth for another metric?");
  }

  private static TrueNeighbours.Recall recall(double byDistance, double byIdentity) {
    return new TrueNeighbours.Recall(byDistance, byIdentity);
  }

  private static float[][] rows(Seeds random, int count, int dimension) {
    var rows = new float[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = random.vector(dimension);
    }
    return rows;
  }
}
