package dev.eidetic.rerank.neighbourhood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.rerank.Candidates;
import dev.eidetic.rerank.Lists;
import dev.eidetic.testkit.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KReciprocalTest {

  @Test
  void agreesWithSetsBuiltByDefinition() {
    for (var random : Seeds.many(4)) {
      float[][] rows = Lists.clustered(random, 60, 12, 4);
      var first = Lists.ranked(rows, random.unitVector(12));
      for (var stage : List.of(new KReciprocal(8, 3, 0.3, 45), new KReciprocal(5, 1, 0.0, 45))) {
        var better = Lists.run(stage, first);
        double[] scores = Lists.scoresByOrdinal(better, 45);
        var oracle = new Oracle(first, stage);
        for (int i = 0; i < 45; i++) {
          assertThat(1 - scores[first.ordinal(i)])
              .as("%s", random)
              .isCloseTo(oracle.distance(i + 1), within(1e-4));
        }
      }
    }
  }

  /// Number 0 is the query, the others its hits.
  private static final class Oracle {

    private final KReciprocal stage;
    private final List<double[]> vectors = new ArrayList<>();
    private final double[][] distances;
    private final double[][] weights;
    private final Map<Integer, List<Integer>> sorted = new HashMap<>();

    Oracle(Candidates first, KReciprocal stage) {
      this.stage = stage;
      vectors.add(Lists.doubles(first.query().vector()));
      for (int i = 0; i < stage.top(); i++) {
        vectors.add(Lists.doubles(first.vector(i)));
      }
      int n = vectors.size();
      distances = new double[n][n];
      for (int i = 0; i < n; i++) {
        double greatest = 0;
        for (int j = 0; j < n; j++) {
          distances[i][j] =
              i == j ? 0 : Math.pow(2 - 2 * Lists.dot(vectors.get(i), vectors.get(j)), 2);
          greatest = Math.max(greatest, distances[i][j]);
        }
        for (int j = 0; j < n; j++) {
          distances[i][j] /= greatest;
        }
      }
      weights = new double[n][n];
      for (int i = 0; i < n; i++) {
        var set = expanded(i);
        int image = i;
        double sum = set.stream().mapToDouble(j -> Math.exp(-distances[image][j])).sum();
        for (int j : set) {
          weights[i][j] = Math.exp(-distances[i][j]) / sum;
        }
      }
    }

    private List<Integer> nearest(int image, int count) {
      return sorted.computeIfAbsent(image, this::sorted).subList(0, count);
    }

    private List<Integer> sorted(int image) {
      return IntStream.range(0, vectors.size())
          .boxed()
          .sorted(
              Comparator.comparingDouble(
                  (Integer j) -> j == image ? -2 : -Lists.dot(vectors.get(image), vectors.get(j))))
          .toList();
    }

    private Set<Integer> reciprocal(int image, int k) {
      var set = new HashSet<Integer>();
      for (int other : nearest(image, k + 1)) {
        if (nearest(other, k + 1).contains(image)) {
          set.add(other);
        }
      }
      return set;
    }

    private Set<Integer> expanded(int image) {
      var set = reciprocal(image, stage.near());
      var all = new HashSet<>(set);
      for (int member : set) {
        var of = reciprocal(member, (int) Math.rint(stage.near() / 2.0));
        var common = new HashSet<>(of);
        common.retainAll(set);
        if (common.size() > 2.0 / 3 * of.size()) {
          all.addAll(of);
        }
      }
      return all;
    }

    private double averaged(int image, int neighbour) {
      return nearest(image, stage.averaged()).stream()
          .mapToDouble(i -> weights[i][neighbour])
          .average()
          .orElseThrow();
    }

    double distance(int image) {
      double least = 0;
      double most = 0;
      for (int j = 0; j < vectors.size(); j++) {
        least += Math.min(averaged(0, j), averaged(image, j));
        most += Math.max(averaged(0, j), averaged(image, j));
      }
      return (1 - stage.lambda()) * (1 - least / most) + stage.lambda() * distances[0][image];
    }
  }

  @Test
  void constantsAreThePublishedOnes() {
    var usual = KReciprocal.DEFAULT;
    assertThat(usual.near()).isEqualTo(20);
    assertThat(usual.averaged()).isEqualTo(6);
    assertThat(usual.lambda()).isEqualTo(0.3);
  }
}
