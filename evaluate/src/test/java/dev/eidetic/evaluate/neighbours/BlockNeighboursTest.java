package dev.eidetic.evaluate.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eidetic.evaluate.AveragePrecision;
import dev.eidetic.evaluate.Bootstrap;
import dev.eidetic.evaluate.Evaluation;
import dev.eidetic.evaluate.Evaluator;
import dev.eidetic.evaluate.GroundTruth;
import dev.eidetic.evaluate.MapAtR;
import dev.eidetic.evaluate.Metric;
import dev.eidetic.evaluate.Rankings;
import dev.eidetic.evaluate.RecallAt;
import dev.eidetic.evaluate.Relevance;
import dev.eidetic.testkit.Seeds;
import dev.eidetic.vectors.ScalarKernels;
import dev.eidetic.vectors.VectorSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlockNeighboursTest {

  private static final List<Metric> METRICS =
      List.of(
          new RecallAt(1),
          new RecallAt(7),
          new MapAtR(),
          AveragePrecision.TRAPEZOID,
          AveragePrecision.PLAIN_MEAN);

  /// Sorts everything: greater inner products first, equal ones by lower ordinal.
  private static int[] sorted(float[] query, float[][] gallery) {
    return IntStream.range(0, gallery.length)
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer i) -> 0.0 - ScalarKernels.dot(query, gallery[i]))
                .thenComparing(i -> i))
        .mapToInt(i -> i)
        .toArray();
  }

  /// Coordinates of few values, so that equal scores and duplicates abound.
  private static float[][] coarseVectors(Seeds random, int count, int dimension) {
    var rows = new float[count][dimension];
    for (float[] row : rows) {
      for (int i = 0; i < dimension; i++) {
        row[i] = random.nextInt(3) - 1;
      }
    }
    return rows;
  }

  @Test
  void findsWhatSortingEverythingFindsWithTiesByLowerOrdinal() throws InterruptedException {
    for (var random : Seeds.many(20)) {
      int dimension = random.nextInt(1, 9);
      float[][] queries = coarseVectors(random, random.nextInt(1, 40), dimension);
      float[][] gallery = coarseVectors(random, random.nextInt(1, 300), dimension);
      int k = random.nextInt(1, gallery.length + 20);
      var neighbours =
          new BlockNeighbours(
                  VectorSource.of(queries), VectorSource.of(gallery), random.nextInt(1, 4))
              .nearest(k);
      assertThat(neighbours.complete()).isEqualTo(k >= gallery.length);
      for (int query = 0; query < queries.length; query++) {
        int[] expected = IntStream.of(sorted(queries[query], gallery)).limit(k).toArray();
        assertThat(neighbours.ranked(query))
            .as("%s, query %d, k = %d", random, query, k)
            .containsExactly(expected);
        for (int i = 0; i < expected.length; i++) {
          assertThat(neighbours.scores()[query][i])
              .isEqualTo(ScalarKernels.dot(queries[query], gallery[expected[i]]) + 0f);
        }
      }
    }
  }

  @Test
  void equalScoresGoToTheLowerOrdinal() throws InterruptedException {
    float[][] gallery = {{1, 0}, {0, 1}, {1, 0}, {1, 0}, {-0f, 1}};
    var nearest = new BlockNeighbours(VectorSource.of(gallery), VectorSource.of(gallery), 1);
    assertThat(nearest.nearest(5).ranked(2)).containsExactly(0, 2, 3, 1, 4);
    assertThat(nearest.nearestOthers(5).ranked(2)).containsExactly(0, 3, 1, 4);
    assertThat(nearest.nearestOthers(2).ranked(0)).containsExactly(2, 3);
  }

  @Test
  void bothWaysOfJudgingAgreeWithJudgingSortedLists() throws InterruptedException {
    for (var random : Seeds.many(20)) {
      int dimension = random.nextInt(1, 7);
      float[][] queries = coarseVectors(random, random.nextInt(1, 30), dimension);
      float[][] gallery = coarseVectors(random, random.nextInt(20, 400), dimension);
      var truth = randomTruth(random, queries.length, gallery.length);
      var ranked = new int[queries.length][];
      for (int query = 0; query < ranked.length; query++) {
        ranked[query] = sorted(queries[query], gallery);
      }
      var expected = Evaluator.evaluate(truth, Rankings.of(ranked, true), METRICS);
      var neighbours = new BlockNeighbours(VectorSource.of(queries), VectorSource.of(gallery), 2);

      var whole = new Evaluator(truth.queries(), METRICS, Bootstrap.DEFAULT);
      neighbours.judgeWhole(truth, whole);
      assertSame(random, whole.finish(), expected, METRICS);

      var top = new Evaluator(truth.queries(), METRICS, Bootstrap.DEFAULT);
      neighbours.judgeTop(truth, 7, top);
      assertSame(random, top.finish(), expected, METRICS.subList(0, 3));
    }
  }

  private static void assertSame(
      Seeds random, Evaluation actual, Evaluation expected, List<Metric> metrics) {
    for (var metric : metrics) {
      assertThat(actual.result(metric).perQuery())
          .as("%s, %s", random, metric.label())
          .containsExactly(expected.result(metric).perQuery());
      assertThat(actual.result(metric).truncated()).as(metric.label()).isZero();
    }
  }

  private static GroundTruth randomTruth(Seeds random, int queries, int gallery) {
    var relevances = new ArrayList<Relevance>();
    for (int query = 0; query < queries; query++) {
      var relevant = new TreeSet<Integer>();
      var junk = new TreeSet<Integer>();
      int kinds = random.nextInt(2, 12);
      for (int i = 0; i < gallery; i++) {
        switch (random.nextInt(kinds)) {
          case 0 -> relevant.add(i);
          case 1 -> junk.add(i);
          default -> {}
        }
      }
      relevances.add(
          new Relevance(
              relevant.stream().mapToInt(i -> i).toArray(),
              junk.stream().mapToInt(i -> i).toArray()));
    }
    return GroundTruth.of(gallery, relevances);
  }

  @Test
  void manyBlocksAndThreadsGiveTheSameAsOneToTheLastBit() throws InterruptedException {
    var random = Seeds.of(77);
    var flat = random.vector(4_500 * 4);
    var labels = new int[4_500];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 40;
    }
    var vectors = VectorSource.of(flat, 4).normalized();
    var truth = GroundTruth.leaveOneOut(labels);
    var one = new Evaluator(truth.queries(), METRICS, Bootstrap.DEFAULT);
    new BlockNeighbours(vectors, vectors, 1).judgeWhole(truth, one);
    var three = new Evaluator(truth.queries(), METRICS, Bootstrap.DEFAULT);
    new BlockNeighbours(vectors, vectors, 3).judgeTop(truth, 7, three);
    assertSame(random, three.finish(), one.finish(), METRICS.subList(0, 3));
  }

  @Test
  void aCompleteRankingIsTheSameWhenBlocksAreCutByMemory() {
    int k = 100_000;
    var queries = VectorSource.of(new float[50][3]);
    var plan = BlockPlan.of(queries, 1, 2_040, _ -> TopKeys.bytesFor(k));
    assertThat(plan.largest() * TopKeys.bytesFor(k)).isLessThan(BlockNeighbours.MOST_BYTES);
    assertThat(plan.starts()).startsWith(0, plan.largest()).endsWith(50);
  }

  @Test
  void anEmptyGalleryOrNoQueriesAreFine() throws InterruptedException {
    var none = VectorSource.of(new float[0], 3);
    var some = VectorSource.of(new float[] {1, 2, 3}, 3);
    assertThat(new BlockNeighbours(some, none, 2).nearest(4).ranked(0)).isEmpty();
    assertThat(new BlockNeighbours(none, some, 2).nearest(4).queries()).isZero();
  }

  @Test
  void refusesWhatCannotBeRanked() {
    float[][] rows = {{1, 2}, {Float.NaN, 0}};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BlockNeighbours(VectorSource.of(rows), VectorSource.of(rows), 1))
        .withMessage("gallery vector 1 is not finite, or too long to square: it cannot be ranked");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new BlockNeighbours(
                    VectorSource.of(new float[1][2]), VectorSource.of(new float[1][3]), 1))
        .withMessage("queries have 2 numbers and gallery vectors 3; they must agree");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VectorSource.of(new float[][] {{1}, {1, 2}}))
        .withMessage("vector 1 has 2 numbers, vector 0 has 1; they must agree");
  }

  @Test
  void aFailureInOneThreadReachesTheCaller() {
    var vectors = VectorSource.of(new float[100][2]);
    var truth = GroundTruth.leaveOneOut(new int[100]);
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                new BlockNeighbours(vectors, vectors, 2)
                    .judgeTop(
                        truth,
                        1,
                        (query, _) -> {
                          throw new IllegalStateException("no room for query " + query);
                        }))
        .withMessageStartingWith("no room for query");
  }

  @Test
  void anInterruptedCallerIsToldAndTheThreadsEnd() {
    var vectors = VectorSource.of(new float[1_000][2]);
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> new BlockNeighbours(vectors, vectors, 2).nearest(1));
    assertThat(Thread.interrupted()).isFalse();
  }
}
