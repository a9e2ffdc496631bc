package dev.eidetic.index.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eidetic.index.BuildOptions;
import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Indexes;
import dev.eidetic.index.Metric;
import dev.eidetic.index.TestVectors;
import dev.eidetic.testkit.Seeds;
import dev.eidetic.vectors.VectorSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexTunerTest {

  private static final int COUNT = 3000;
  private static final int DIMENSION = 8;

  private final Seeds random = Seeds.many(1).getFirst();
  private final TestVectors draws = new TestVectors(random, 10, DIMENSION);
  private final float[][] rows = draws.next(COUNT);
  private final VectorSource vectors = TestVectors.source(rows);
  private final VectorSource queries = TestVectors.source(draws.next(60));

  /// Time passes by the vectors that were looked at, so that results do not depend on the machine.
  private final AtomicLong clock = new AtomicLong();

  private final List<String> stages = new ArrayList<>();

  private IndexTuner tuner() {
    var options =
        BuildOptions.DEFAULT.withThreads(2).with((stage, done, total) -> stages.add(stage));
    return new IndexTuner(
        Metric.EUCLIDEAN,
        options,
        (spec, dimension) -> new TruncatedIndex(spec, Metric.EUCLIDEAN, dimension, clock),
        clock::get);
  }

  private static List<IndexSpec> specs(String... texts) {
    return Stream.of(texts).map(IndexSpec::parse).toList();
  }

  @Test
  void theLeastEffortThatReachesTheRecallIsChosen() {
    var result = tuner().tune(TuningGoal.recall(10, 0.64), vectors, queries, specs("IVF64,Flat"));

    assertThat(result.isMet()).as("%s", random).isTrue();
    assertThat(result.misses()).isEmpty();
    // With n of 64 probes the fake sees n/64 of the items; 34 and 48 are neighbouring rungs,
    // far enough from the goal for chance.
    assertThat(result.chosen().recall()).isBetween(0.64, 0.86);
    assertThat(result.chosen().effort().probes()).isEqualTo(48);
    assertThat(result.chosen().recallError()).isBetween(0.001, 0.1);
    assertThat(result.curve()).hasSizeGreaterThan(3);
    assertThat(IndexTuner.frontier(result.curve()))
        .isSortedAccordingTo((a, b) -> Double.compare(a.recall(), b.recall()));
  }

  @Test
  void theFastestKindThatReachesTheGoalIsChosen() {
    // The fake looks at all items for Flat, at beam / 256 of them for HNSW.
    var result =
        tuner().tune(TuningGoal.recall(10, 0.5), vectors, queries, specs("Flat", "HNSW16"));
    assertThat(result.chosen().spec()).hasToString("HNSW16");
    assertThat(result.chosen().queriesPerSecond()).isPositive();

    var exact = tuner().tune(TuningGoal.recall(10, 1), vectors, queries, specs("Flat", "HNSW16"));
    assertThat(exact.isMet()).isTrue();
    assertThat(exact.chosen().recall()).isEqualTo(1);
    assertThat(stages).contains("scanning for true neighbours", "trying Flat", "trying HNSW16");
  }

  @Test
  void whatCannotBeReachedIsMissedByAStatedAmount() {
    var goal = TuningGoal.recall(10, 0.8).withinMemory(1000).within(Duration.ofNanos(COUNT / 10));
    var result = tuner().tune(goal, vectors, queries, specs("IVF64,Flat"));

    assertThat(result.isMet()).isFalse();
    assertThat(result.misses().toString())
        .contains("memory is 96000 bytes, 95000 above the goal of 1000")
        .contains("95 of 100 searches take up to");

    var small = tuner().tune(TuningGoal.recall(10, 1), vectors, queries, specs("SQ8"));
    assertThat(small.isMet()).isFalse();
    assertThat(small.misses().getFirst())
        .matches(
            "recall@10 is 0\\.\\d{4} \\(± 0\\.\\d{4}\\), 0\\.\\d{4} below the goal of 1\\.0000");
  }

  @Test
  void kindsThatCannotBeBuiltAreSkippedWithAReason() {
    var result = tuner().tune(TuningGoal.recall(10, 0.9), vectors, queries, specs("PQ3", "Flat"));
    assertThat(result.chosen().spec()).hasToString("Flat");
    assertThat(result.skipped()).containsExactly("PQ3: the fake has no product codes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tuner().tune(TuningGoal.recall(10, 0.9), vectors, queries, specs("PQ3")))
        .withMessageContaining("no candidate could be built: [PQ3: the fake");
  }

  @Test
  void anIndexThatExistsIsTunedByItsEffortAlone() {
    try (var index = new TruncatedIndex(specs("HNSW8").getFirst(), Metric.EUCLIDEAN, 8, clock)) {
      index.add(0, vectors);
      var result = tuner().tuneEffort(TuningGoal.recall(10, 0.68), index, vectors, queries);
      assertThat(result.isMet()).as("%s", random).isTrue();
      // beam / 256 of the items are seen; 144 and 204 are neighbouring rungs, far enough from the
      // goal for chance.
      assertThat(result.chosen().effort().beam()).isEqualTo(204);
    }
  }

  @ParameterizedTest
  @CsvSource({"EUCLIDEAN", "COSINE", "INNER_PRODUCT"})
  void trueIndexesAreTunedToo(Metric metric) {
    var tuner = new IndexTuner(metric, BuildOptions.DEFAULT.withThreads(2));
    var result = tuner.tune(TuningGoal.recall(10, 1), vectors, queries, specs("Flat"));
    assertThat(result.isMet()).isTrue();
    assertThat(result.chosen().memoryBytes()).isGreaterThanOrEqualTo(4L * COUNT * DIMENSION);
    try (var index = Indexes.create(specs("Flat").getFirst(), metric, 8, BuildOptions.DEFAULT)) {
      index.add(0, vectors);
      assertThat(tuner.tuneEffort(TuningGoal.recall(3, 1), index, vectors, queries).isMet())
          .isTrue();
    }
  }

  @Test
  void tooFewQueriesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                tuner()
                    .tune(
                        TuningGoal.recall(1, 0.9),
                        vectors,
                        TestVectors.source(draws.next(9)),
                        specs("Flat")))
        .withMessage("there are 9 queries; at least 10 are needed, better some hundreds");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1000      | 128 | 9e18 | Flat
          1000      | 128 | 2e5  | SQ8
          1000000   | 128 | 9e18 | QG32
          1000000   | 128 | 1.2e9 | QG32,SQ8
          1000000   | 128 | 3e8  | HNSW16,SQ8
          1000000   | 128 | 2.2e8 | IVF4096,PQ64x4fs,Refine(SQ8)
          1000000   | 128 | 8e7  | IVF4096,RaBitQ4
          1000000   | 128 | 3.5e7 | IVF4096,RaBitQ
          200000    | 493 | 9e7  | IVF2048,RaBitQ4
          """)
  void theDefaultGoesBySizeAndMemory(int count, int dimension, double memory, String spec) {
    assertThat(IndexTuner.defaultFor(count, dimension, (long) memory)).hasToString(spec);
  }

  @Test
  void aDefaultThatCannotFitIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IndexTuner.defaultFor(1_000_000, 128, 1_000_000))
        .withMessageContaining("memory is 1000000 bytes; the smallest index of 1000000 vectors of");
  }
}
