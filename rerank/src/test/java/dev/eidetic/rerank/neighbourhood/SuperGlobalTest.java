package dev.eidetic.rerank.neighbourhood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.rerank.Candidates;
import dev.eidetic.rerank.Lists;
import dev.eidetic.testkit.Seeds;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuperGlobalTest {

  @Test
  void agreesWithThePublishedSteps() {
    for (var random : Seeds.many(20)) {
      float[][] rows = Lists.clustered(random, 80, 16, 5);
      var first = Lists.ranked(rows, random.unitVector(16));
      var stage = new SuperGlobal(50, 9, 0.15);
      var better = Lists.run(stage, first);
      double[] expected = oracle(first, stage);
      double[] scores = Lists.scoresByOrdinal(better, 50);
      for (int i = 0; i < 50; i++) {
        assertThat(scores[first.ordinal(i)]).as("%s", random).isCloseTo(expected[i], within(1e-5));
        assertThat(i == 0 || better.score(i) <= better.score(i - 1)).isTrue();
      }
      for (int i = 50; i < 80; i++) {
        assertThat(better.ordinal(i)).as("behind the first M").isEqualTo(first.ordinal(i));
      }
    }
  }

  /// Step by step in doubles; neighbours at inner products below zero weigh nothing.
  private static double[] oracle(Candidates first, SuperGlobal stage) {
    int count = stage.top();
    var vectors =
        IntStream.range(0, count)
            .mapToObj(i -> Lists.doubles(first.vector(i)))
            .toArray(double[][]::new);
    double[] query = Lists.doubles(first.query().vector());
    var refined = new double[count][];
    for (int i = 0; i < count; i++) {
      int hit = i;
      var nearest =
          IntStream.range(0, count)
              .filter(j -> j != hit)
              .boxed()
              .sorted(
                  Comparator.comparingDouble((Integer j) -> -Lists.dot(vectors[hit], vectors[j])))
              .limit(stage.neighbours())
              .toList();
      double total = 1;
      double[] sum = vectors[i].clone();
      for (int j : nearest) {
        double weight = Math.max(0, stage.beta() * Lists.dot(vectors[i], vectors[j]));
        total += weight;
        for (int d = 0; d < sum.length; d++) {
          sum[d] += weight * vectors[j][d];
        }
      }
      double divisor = total;
      refined[i] = Arrays.stream(sum).map(x -> x / divisor).toArray();
    }
    double[] s1 = Arrays.stream(refined).mapToDouble(x -> Lists.dot(query, x)).toArray();
    var best =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -s1[i]))
            .limit(stage.neighbours() + 1)
            .toList();
    var expanded = new double[query.length];
    Arrays.fill(expanded, Double.NEGATIVE_INFINITY);
    for (int i : best) {
      for (int d = 0; d < expanded.length; d++) {
        expanded[d] = Math.max(expanded[d], refined[i][d]);
      }
    }
    return IntStream.range(0, count)
        .mapToDouble(i -> (s1[i] + Lists.dot(expanded, refined[i])) / 2)
        .toArray();
  }

  @Test
  void constantsAreThePublishedOnes() {
    assertThat(SuperGlobal.DEFAULT).isEqualTo(new SuperGlobal(400, 9, 0.15));
  }
}
