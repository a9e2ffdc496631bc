package dev.eidetic.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every index owes its callers. A new kind extends this and passes, or is not merged.
public abstract class VectorIndexContract extends SavedIndexContract {

  /// Largest error of a score against the true one, relative to the squared length of the vectors;
  /// 0 means that of floats.
  protected double scoreError() {
    return 0;
  }

  @ParameterizedTest
  @EnumSource
  void findsEnoughOfTheTrueNeighbours(Metric metric) {
    float[][] rows = vectors.next(COUNT);
    try (var index = of(metric, rows)) {
      assertThat(recall(index, rows, metric, IdFilter.ALL))
          .as("recall at 10 of %s, %s", spec(), random)
          .isGreaterThanOrEqualTo(recallFloor());
    }
  }

  private double recall(VectorIndex index, float[][] rows, Metric metric, IdFilter filter) {
    var searcher = index.searcher();
    long[] ids = Arrays.stream(index.ids()).filter(filter::accepts).toArray();
    var passing = Arrays.stream(ids).mapToObj(id -> rows[(int) id]).toArray(float[][]::new);
    double found = 0;
    double wanted = 0;
    for (int i = 0; i < 40; i++) {
      float[] query = vectors.next();
      var truth = new HashSet<Long>();
      for (long place : TestVectors.trueBest(passing, query, metric, 10)) {
        truth.add(ids[(int) place]);
      }
      var hits = searcher.search(query, top(10).with(filter));
      assertThat(hits.count()).as("%s", random).isEqualTo(truth.size());
      found += Arrays.stream(hits.ids()).filter(truth::contains).count();
      wanted += truth.size();
    }
    return found / wanted;
  }

  @ParameterizedTest
  @EnumSource
  void scoresAreThoseOfTheMetricAndDescend(Metric metric) {
    float[][] rows = vectors.next(COUNT);
    try (var index = of(metric, rows)) {
      for (int i = 0; i < 20; i++) {
        float[] query = vectors.next();
        var hits = index.search(query, top(10));
        assertThat(hits.ids()).as("%s", random).doesNotHaveDuplicates();
        for (int j = 0; j < hits.count(); j++) {
          double scale =
              metric == Metric.COSINE
                  ? 1
                  : -TestVectors.score(query, new float[DIMENSION], Metric.EUCLIDEAN);
          double truth = TestVectors.score(rows[(int) hits.ids()[j]], query, metric);
          assertThat((double) hits.scores()[j])
              .as("%s", random)
              .isCloseTo(truth, within((scoreError() + 1e-5) * scale));
          assertThat(j == 0 || hits.scores()[j] <= hits.scores()[j - 1]).isTrue();
        }
      }
    }
  }

  @Test
  void anEmptyIndexFindsNothing() {
    try (var index = empty(Metric.EUCLIDEAN)) {
      assertThat(index.size()).isZero();
      assertThat(index.search(vectors.next(), top(10)).count()).isZero();
      assertThat(index.searcher().range(vectors.next(), -1e9f, top(10)).count()).isZero();
      assertThat(index.delete(7)).isZero();
    }
  }

  @Test
  void findsAllWhenMoreAreAskedForThanThereAre() {
    float[][] rows = vectors.next(COUNT);
    try (var index = of(Metric.EUCLIDEAN, rows)) {
      var all = new SearchEffort(COUNT, COUNT, 1);
      var hits = index.search(vectors.next(), SearchRequest.top(COUNT + 50).with(all));
      assertThat(hits.count()).isEqualTo(COUNT);
      assertThat(Arrays.stream(hits.ids()).distinct().count()).isEqualTo(COUNT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void deletedItemsAreGoneAndTheRestIsStillFound(Metric metric) {
    float[][] rows = vectors.next(COUNT);
    try (var index = of(metric, rows)) {
      long[] gone = random.longs(COUNT / 2, 0, COUNT).distinct().toArray();
      assertThat(index.delete(gone)).isEqualTo(gone.length);
      assertThat(index.delete(gone)).isZero();
      assertThat(index.size()).isEqualTo(COUNT - gone.length);
      assertThat(index.contains(gone[0])).isFalse();
      assertThat(recall(index, rows, metric, IdFilter.ALL))
          .as("recall after deletion, %s", random)
          .isGreaterThanOrEqualTo(recallFloor() - 0.02);
    }
  }

  @Test
  void deletingEverythingLeavesAnIndexThatCanBeFilledAgain() {
    float[][] rows = vectors.next(COUNT);
    try (var index = of(Metric.EUCLIDEAN, rows)) {
      index.delete(LongStream.range(0, COUNT).toArray());
      assertThat(index.size()).isZero();
      assertThat(index.search(vectors.next(), top(10)).count()).isZero();
      index.add(0, TestVectors.source(rows));
      assertThat(recall(index, rows, Metric.EUCLIDEAN, IdFilter.ALL))
          .isGreaterThanOrEqualTo(recallFloor() - 0.02);
    }
  }

  @Test
  void keepsItsRecallThroughRoundsOfDeletingAndAdding() {
    float[][] rows = vectors.next(COUNT);
    Map<Long, float[]> model = new HashMap<>();
    try (var index = of(Metric.EUCLIDEAN, rows)) {
      for (int i = 0; i < COUNT; i++) {
        model.put((long) i, rows[i]);
      }
      for (int round = 0; round < 6; round++) {
        for (int i = 0; i < COUNT / 4; i++) {
          long id = random.nextInt(COUNT);
          index.delete(id);
          model.remove(id);
        }
        long[] missing = LongStream.range(0, COUNT).filter(id -> !model.containsKey(id)).toArray();
        float[][] fresh = vectors.next(missing.length);
        index.add(missing, TestVectors.source(fresh));
        for (int i = 0; i < missing.length; i++) {
          model.put(missing[i], fresh[i]);
          rows[(int) missing[i]] = fresh[i];
        }
        assertThat(index.size()).isEqualTo(COUNT);
      }
      assertThat(recall(index, rows, Metric.EUCLIDEAN, IdFilter.ALL))
          .as("recall after churn, %s", random)
          .isGreaterThanOrEqualTo(recallFloor() - 0.02);
    }
  }

  @ParameterizedTest
  @EnumSource
  void filtersFromAllToOneLoseNothing(Metric metric) {
    float[][] rows = vectors.next(COUNT);
    try (var index = of(metric, rows)) {
      for (int modulus : new int[] {1, 2, 10, 100, 1000}) {
        int rest = random.nextInt(modulus);
        assertThat(recall(index, rows, metric, id -> id % modulus == rest))
            .as("every %dth, %s", modulus, random)
            .isGreaterThanOrEqualTo(recallFloor() - 0.02);
      }
      long one = random.nextInt(COUNT);
      assertThat(index.search(vectors.next(), top(10).with(IdFilter.of(one, -5, 99_999))).ids())
          .containsExactly(one);
      assertThat(index.search(vectors.next(), top(10).with(id -> false)).count()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRangeSearchFindsWhatScoresEnough(Metric metric) {
    float[][] rows = vectors.next(COUNT);
    try (var index = of(metric, rows)) {
      double found = 0;
      double wanted = 0;
      for (int i = 0; i < 20; i++) {
        float[] query = vectors.next();
        long[] best = TestVectors.trueBest(rows, query, metric, 31);
        float minimum =
            (float)
                ((TestVectors.score(rows[(int) best[29]], query, metric)
                        + TestVectors.score(rows[(int) best[30]], query, metric))
                    / 2);
        var hits =
            index
                .searcher()
                .range(query, minimum, SearchRequest.top(Integer.MAX_VALUE).with(effort()));
        for (float score : hits.scores()) {
          assertThat(score).as("%s", random).isGreaterThanOrEqualTo(minimum);
        }
        var truth = new HashSet<Long>();
        Arrays.stream(best).limit(30).forEach(truth::add);
        found += Arrays.stream(hits.ids()).filter(truth::contains).count();
        wanted += 30;
      }
      assertThat(found / wanted).as("%s", random).isGreaterThanOrEqualTo(recallFloor() - 0.05);
    }
  }

  @Test
  void idsMayBeAnyNumbers() {
    float[][] rows = vectors.next(COUNT);
    long[] ids = random.longs(COUNT).distinct().toArray();
    try (var index = empty(Metric.EUCLIDEAN)) {
      index.add(ids, TestVectors.source(rows));
      assertThat(index.contains(ids[17])).isTrue();
      assertThat(index.ids()).containsExactlyInAnyOrder(ids);
      assertThat(index.search(rows[17], top(20)).ids()).contains(ids[17]);
      assertThat(index.delete(ids[17], ids[17], ids[18])).isEqualTo(2);
      assertThat(index.contains(ids[17])).isFalse();
      assertThat(index.contains(ids[19])).isTrue();
    }
  }

  @Test
  void mergedIndexesHoldTheItemsOfBoth() {
    float[][] rows = vectors.next(COUNT);
    float[][] second = Arrays.copyOfRange(rows, COUNT / 2, COUNT);
    try (var index = of(Metric.EUCLIDEAN, Arrays.copyOf(rows, COUNT / 2));
        var other = empty(Metric.EUCLIDEAN)) {
      other.add(COUNT / 2, TestVectors.source(second));
      index.merge(other);
      assertThat(index.size()).isEqualTo(COUNT);
      assertThat(recall(index, rows, Metric.EUCLIDEAN, IdFilter.ALL))
          .as("%s", random)
          .isGreaterThanOrEqualTo(recallFloor() - 0.05);
      assertThatIllegalArgumentException().isThrownBy(() -> index.merge(other));
      assertThat(index.size()).isEqualTo(COUNT);
    }
  }

  @Test
  void badVectorsAreRefusedAndLeaveTheIndexAsItWas() {
    float[][] rows = vectors.next(COUNT);
    try (var index = of(Metric.COSINE, rows)) {
      float[] broken = vectors.next();
      broken[3] = Float.NaN;
      assertThatIllegalArgumentException()
          .isThrownBy(() -> index.add(COUNT, TestVectors.source(vectors.next(), broken)))
          .withMessageContaining("vector 1 is not finite");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> index.add(COUNT, TestVectors.source(new float[DIMENSION])))
          .withMessageContaining("vector 0 has length zero");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> index.add(COUNT, TestVectors.source(new float[DIMENSION + 1])))
          .withMessage("vectors have 25 numbers; the index has vectors of 24");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> index.add(COUNT - 1, TestVectors.source(vectors.next(2))))
          .withMessage("item 1999 is already in the index");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> index.add(new long[] {5000, 5000}, TestVectors.source(vectors.next(2))))
          .withMessage("id 5000 is given twice; ids must differ");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> index.search(new float[DIMENSION], top(1)))
          .withMessageContaining("query has no direction");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> index.search(new float[3], top(1)))
          .withMessage("query has 3 numbers; the index has vectors of 24");
      assertThat(index.size()).isEqualTo(COUNT);
      assertThat(recall(index, rows, Metric.COSINE, IdFilter.ALL))
          .isGreaterThanOrEqualTo(recallFloor());
    }
  }

  @Test
  void manyEqualVectorsAreAllFound() {
    float[][] rows = vectors.next(COUNT);
    for (int i = 0; i < 40; i++) {
      rows[i * 50] = rows[0].clone();
    }
    try (var index = of(Metric.EUCLIDEAN, rows)) {
      var hits = index.search(rows[0], top(40).with(effort()));
      long equal = Arrays.stream(hits.ids()).filter(id -> id % 50 == 0).count();
      assertThat(equal / 40.0).as("%s", random).isGreaterThanOrEqualTo(recallFloor() - 0.1);
    }
  }

  @Test
  @Timeout(60)
  void searchesMayGoOnWhileOthersAddAndDelete() throws Exception {
    var isDone = new AtomicBoolean();
    try (var index = of(Metric.EUCLIDEAN, vectors.next(1000));
        var threads = Executors.newFixedThreadPool(2)) {
      var query = vectors.next();
      var searches =
          java.util.stream.Stream.generate(
                  () -> threads.submit(() -> searchUntil(isDone, index, query)))
              .limit(2)
              .toList();
      for (int round = 1; round <= 8; round++) {
        index.delete(LongStream.range(40L * round - 40, 40L * round).toArray());
        index.add(1000L * round, TestVectors.source(vectors.next(40)));
      }
      isDone.set(true);
      for (var search : searches) {
        assertThat(search.get()).isPositive();
      }
      assertThat(index.size()).isEqualTo(1000);
      assertThat(index.search(query, top(1000)).ids()).doesNotContain(0L, 100L, 319L);
    }
  }

  private int searchUntil(AtomicBoolean isDone, VectorIndex index, float[] query) {
    var searcher = index.searcher();
    int searches = 0;
    do {
      var hits = searcher.search(query, top(20));
      assertThat(hits.count()).isEqualTo(20);
      assertThat(hits.ids()).doesNotHaveDuplicates();
      for (long id : searcher.search(query, top(5).with(IdFilter.of(350, 999, 5))).ids()) {
        assertThat(id).isIn(350L, 999L, 5L);
      }
      searches++;
    } while (!isDone.get());
    return searches;
  }
}
