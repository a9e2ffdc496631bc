package dev.eidetic.rerank.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.rerank.Candidates;
import dev.eidetic.rerank.Dense;
import dev.eidetic.rerank.Lists;
import dev.eidetic.testkit.Seeds;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiffusionTest {

  /// With an alpha of 0.9 twenty steps of conjugate gradients are at the solution.
  private static final DiffusionSettings SETTINGS = new DiffusionSettings(4, 9, 3, 0.9);

  @Test
  void conjugateGradientsSolveWhatGaussSolves() {
    for (var random : Seeds.many(5)) {
      var vectors = Lists.clustered(random, 40, 8, 4);
      var matrix = matrix(vectors, SETTINGS);
      double[] start = new double[40];
      start[random.nextInt(40)] = 1;
      double[] expected = Dense.solve(matrix, start);
      double[] found =
          ConjugateGradients.solve(graph(vectors, SETTINGS), SETTINGS.alpha(), start, 200);
      assertThat(found).as("%s", random).containsExactly(expected, within(1e-5));
    }
  }

  @Test
  void onlineAgreesWithTheFormulaOnTheTopOfTheList() {
    for (var random : Seeds.many(5)) {
      float[][] rows = Lists.clustered(random, 60, 12, 4);
      var first = Lists.ranked(rows, random.unitVector(12));
      var better = Lists.run(new OnlineDiffusion(SETTINGS, 40), first);
      var top = IntStream.range(0, 40).mapToObj(first::vector).toArray(float[][]::new);
      double[] start = new double[40];
      for (int i = 0; i < SETTINGS.queryNeighbours(); i++) {
        start[i] = Math.pow(Math.max(0, Lists.dot(first.query().vector(), top[i])), 3);
      }
      double[] expected = Dense.solve(matrix(top, SETTINGS), start);
      double[] scores = Lists.scoresByOrdinal(better, 40);
      for (int i = 0; i < 40; i++) {
        assertThat(scores[first.ordinal(i)]).as("%s", random).isCloseTo(expected[i], within(1e-4));
      }
    }
  }

  @Test
  void offlineWithoutTruncationAgreesWithTheFormulaOverTheGallery() {
    for (var random : Seeds.many(5)) {
      float[][] rows = Lists.clustered(random, 50, 12, 4);
      var first = Lists.ranked(rows, random.unitVector(12));
      var better = Lists.run(new OfflineDiffusion(SETTINGS, 50), rows, first);
      double[] expected = Dense.solve(matrix(rows, SETTINGS), start(first));
      assertThat(Lists.scoresByOrdinal(better, 50))
          .as("%s", random)
          .containsExactly(expected, within(1e-4));
    }
  }

  @Test
  void theQuerysOwnImageIsTakenOutOfTheGraph() {
    for (var random : Seeds.many(5)) {
      float[][] rows = Lists.clustered(random, 50, 12, 4);
      int self = random.nextInt(50);
      var first = Lists.ranked(rows, rows[self], 49, OptionalInt.of(self));
      var better = Lists.run(new OfflineDiffusion(SETTINGS, 50), rows, first);
      double[][] matrix = matrix(rows, SETTINGS);
      for (int i = 0; i < 50; i++) {
        matrix[self][i] = i == self ? 1 : 0;
        matrix[i][self] = i == self ? 1 : 0;
      }
      double[] expected = Dense.solve(matrix, start(first));
      double[] scores = Lists.scoresByOrdinal(better, 49);
      for (int i = 0; i < 50; i++) {
        if (i != self) {
          assertThat(scores[i]).as("%s", random).isCloseTo(expected[i], within(1e-4));
        }
      }
    }
  }

  /// Truncated to few images, a column is the solution among those few.
  @Test
  void truncationSolvesAmongTheNearestOnly() {
    var random = Seeds.of(5);
    float[][] rows = Lists.clustered(random, 30, 8, 3);
    var first = Lists.ranked(rows, rows[0], 29, OptionalInt.of(0));
    var settings = new DiffusionSettings(1, 5, 3, 0.9);
    var better = Lists.run(new OfflineDiffusion(settings, 6), rows, first);
    int start = first.ordinal(0);
    var reached = nearest(rows, start, 6);
    double[][] whole = matrix(rows, settings);
    var part = new double[6][6];
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < 6; j++) {
        part[i][j] = whole[reached.get(i)][reached.get(j)];
      }
    }
    double similarity = Math.pow(Lists.dot(rows[0], rows[start]), 3);
    double[] column = Dense.solve(part, new double[] {similarity, 0, 0, 0, 0, 0});
    double[] scores = Lists.scoresByOrdinal(better, 29);
    if (reached.contains(0)) {
      return; // then the query's own image is subtracted, which the test before covers
    }
    for (int i = 0; i < 6; i++) {
      assertThat(scores[reached.get(i)]).isCloseTo(column[i], within(1e-4));
    }
    assertThat(IntStream.range(1, 30).filter(i -> !reached.contains(i)))
        .allSatisfy(i -> assertThat(scores[i]).isZero());
  }

  @Test
  void constantsAreThePublishedOnes() {
    assertThat(OfflineDiffusion.DEFAULT)
        .isEqualTo(new OfflineDiffusion(new DiffusionSettings(10, 50, 3, 0.99), 1_000));
  }

  private static double[] start(Candidates first) {
    var start = new double[first.gallery().count()];
    for (int i = 0; i < SETTINGS.queryNeighbours(); i++) {
      start[first.ordinal(i)] =
          Math.pow(Math.max(0, Lists.dot(first.query().vector(), first.vector(i))), 3);
    }
    return start;
  }

  /// Itself first.
  private static List<Integer> nearest(float[][] vectors, int image, int count) {
    return IntStream.range(0, vectors.length)
        .boxed()
        .sorted(
            Comparator.comparingDouble(
                (Integer j) -> j == image ? -2 : -Lists.dot(vectors[image], vectors[j])))
        .limit(count)
        .toList();
  }

  /// I - alpha * S by definition.
  private static double[][] matrix(float[][] vectors, DiffusionSettings settings) {
    int n = vectors.length;
    var nearest =
        IntStream.range(0, n).mapToObj(i -> nearest(vectors, i, settings.neighbours())).toList();
    var affinity = new double[n][n];
    var degrees = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (i != j && nearest.get(i).contains(j) && nearest.get(j).contains(i)) {
          affinity[i][j] =
              Math.pow(Math.max(0, Lists.dot(vectors[i], vectors[j])), settings.gamma());
          degrees[i] += affinity[i][j];
        }
      }
    }
    var matrix = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        matrix[i][j] =
            (i == j ? 1 : 0)
                - (affinity[i][j] == 0
                    ? 0
                    : settings.alpha() * affinity[i][j] / Math.sqrt(degrees[i] * degrees[j]));
      }
    }
    return matrix;
  }

  private static MutualGraph graph(float[][] vectors, DiffusionSettings settings) {
    int n = vectors.length;
    var neighbours = new int[n][];
    var similarities = new float[n][];
    for (int i = 0; i < n; i++) {
      int image = i;
      neighbours[i] =
          nearest(vectors, i, settings.neighbours()).stream()
              .skip(1)
              .mapToInt(Integer::intValue)
              .toArray();
      similarities[i] = new float[neighbours[i].length];
      for (int j = 0; j < similarities[i].length; j++) {
        similarities[i][j] = (float) Lists.dot(vectors[image], vectors[neighbours[i][j]]);
      }
    }
    return MutualGraph.of(neighbours, similarities, settings.neighbours() - 1, settings.gamma());
  }
}
