package dev.eidetic.index.hnsw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.index.BuildOptions;
import dev.eidetic.index.IdFilter;
import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Indexes;
import dev.eidetic.index.Metric;
import dev.eidetic.index.MutableIndex;
import dev.eidetic.index.SearchEffort;
import dev.eidetic.index.SearchRequest;
import dev.eidetic.index.TestVectors;
import dev.eidetic.index.VectorCode;
import dev.eidetic.index.VectorIndex;
import dev.eidetic.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HnswKindTest {

  private static final int DIMENSION = 8;
  private static final int COUNT = 6000;
  private static final IndexSpec SPEC = new IndexSpec.Hnsw(8, 40, VectorCode.FLOAT32);
  private static final SearchEffort EFFORT = SearchEffort.DEFAULT.withBeam(30);

  private final Seeds random = Seeds.many(1).getFirst();
  private final TestVectors vectors = new TestVectors(random, 20, DIMENSION);
  private final float[][] rows = vectors.next(COUNT);

  private MutableIndex index(int threads) {
    var options = BuildOptions.DEFAULT.withThreads(threads);
    var index = Indexes.create(SPEC, Metric.EUCLIDEAN, DIMENSION, options);
    index.add(0, TestVectors.source(rows));
    return index;
  }

  private double recall(VectorIndex index, IdFilter filter) {
    double found = 0;
    double wanted = 0;
    for (int i = 0; i < 40; i++) {
      float[] query = vectors.next();
      var truth = new HashSet<Long>();
      LongStream.of(TestVectors.trueBest(rows, query, Metric.EUCLIDEAN, COUNT))
          .filter(id -> filter.accepts(id) && index.contains(id))
          .limit(10)
          .forEach(truth::add);
      var hits = index.search(query, SearchRequest.top(10).with(EFFORT).with(filter));
      assertThat(hits.count()).as("%s", random).isEqualTo(truth.size());
      found += Arrays.stream(hits.ids()).filter(truth::contains).count();
      wanted += truth.size();
    }
    return found / wanted;
  }

  @Test
  void twoThreadsBuildAsGoodAGraphAsOne() {
    try (var alone = index(1);
        var together = index(2)) {
      assertThat(recall(alone, IdFilter.ALL)).as("%s", random).isGreaterThan(0.95);
      assertThat(recall(together, IdFilter.ALL)).as("%s", random).isGreaterThan(0.95);
    }
  }

  @Test
  void oneThreadBuildsTheSameGraphAgain(@TempDir Path folder) throws IOException {
    try (var first = index(1);
        var second = index(1)) {
      first.save(folder.resolve("first"));
      second.save(folder.resolve("second"));
    }
    assertThat(Files.mismatch(folder.resolve("first"), folder.resolve("second"))).isEqualTo(-1);
  }

  @Test
  void filtersThatKnowNothingOfTheQueryAreWalkedThrough() {
    try (var index = index(2)) {
      for (int modulus : new int[] {1, 2, 5, 20, 300, 3000}) {
        assertThat(recall(index, id -> id % modulus == 0))
            .as("every %dth, %s", modulus, random)
            .isGreaterThanOrEqualTo(0.93);
      }
    }
  }

  @Test
  void filtersThatLetOnlyFarOnesPassFindThem() {
    for (int i = 0; i < COUNT; i++) {
      rows[i][0] += i < COUNT / 2 ? 0 : 300;
    }
    try (var index = index(2)) {
      assertThat(recall(index, IdFilter.range(COUNT / 2, COUNT)))
          .as("%s", random)
          .isGreaterThanOrEqualTo(0.93);
    }
  }

  @Test
  void asManyHitsAsWantedComeBackWhileDeletedOnesAreStillWalkedThrough() {
    try (var index = index(2)) {
      float[] query = rows[0].clone();
      long[] closest = TestVectors.trueBest(rows, query, Metric.EUCLIDEAN, COUNT / 20);
      index.delete(closest);
      var hits = index.search(query, SearchRequest.top(10).with(SearchEffort.DEFAULT.withBeam(10)));
      assertThat(hits.count()).isEqualTo(10);
      assertThat(hits.ids()).doesNotContain(closest);
      assertThat(recall(index, IdFilter.ALL)).as("%s", random).isGreaterThan(0.93);
    }
  }

  @Test
  void aRegionThatWasDeletedAndPartlyAddedAgainIsFound() {
    try (var index = index(2)) {
      long[] closest = TestVectors.trueBest(rows, rows[0], Metric.EUCLIDEAN, COUNT / 15);
      index.delete(closest); // too few for a repair
      long[] again = Arrays.copyOf(closest, COUNT / 100);
      index.add(
          again,
          TestVectors.source(
              LongStream.of(again).mapToObj(id -> rows[(int) id]).toArray(float[][]::new)));
      long found =
          LongStream.of(again)
              .filter(
                  id ->
                      index.search(rows[(int) id], SearchRequest.top(1).with(EFFORT)).ids()[0]
                          == id)
              .count();
      assertThat(found).as("%s", random).isGreaterThanOrEqualTo(again.length * 9 / 10);
    }
  }

  @Test
  void anInterruptDoesNotKeepVectorsFromBeingAdded() {
    Thread.currentThread().interrupt();
    try (var index = index(2)) {
      assertThat(Thread.interrupted()).isTrue();
      assertThat(recall(index, IdFilter.ALL)).as("%s", random).isGreaterThan(0.95);
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void aFileKeepsTheDeletedThatAreStillWalkedThrough(@TempDir Path folder) throws IOException {
    var file = folder.resolve("graph");
    try (var index = index(2)) {
      index.delete(LongStream.range(0, 200).toArray());
      index.save(file);
      try (var loaded = Indexes.load(file);
          var mapped = Indexes.map(file)) {
        for (int i = 0; i < 20; i++) {
          float[] query = vectors.next();
          var request = SearchRequest.top(10).with(EFFORT);
          long[] ids = index.search(query, request).ids();
          assertThat(loaded.search(query, request).ids()).containsExactly(ids);
          assertThat(mapped.search(query, request).ids()).containsExactly(ids);
        }
        loaded.delete(LongStream.range(200, 3000).toArray());
        loaded.add(0, TestVectors.source(Arrays.copyOf(rows, 3000)));
        assertThat(recall(loaded, IdFilter.ALL)).as("%s", random).isGreaterThan(0.93);
      }
    }
  }

  @Test
  void halfOfAllCanBeReplacedWithoutLosingRecall() {
    try (var index = index(2)) {
      double before = recall(index, IdFilter.ALL);
      for (int round = 0; round < 5; round++) {
        long[] ids = random.longs(COUNT / 5, 0, COUNT).distinct().toArray();
        index.delete(ids);
        for (long id : ids) {
          rows[(int) id] = vectors.next();
        }
        index.add(
            ids,
            TestVectors.source(
                LongStream.of(ids).mapToObj(id -> rows[(int) id]).toArray(float[][]::new)));
      }
      assertThat(recall(index, IdFilter.ALL))
          .as("%s", random)
          .isGreaterThanOrEqualTo(before - 0.03);
    }
  }
}
