package dev.eidetic.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.testkit.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The part of [VectorIndexContract] that is about files, and what both parts need.
abstract class SavedIndexContract {

  static final int DIMENSION = 24;
  static final int COUNT = 2000;

  /// The kind under test, sized for 2,000 vectors of 24 numbers.
  protected abstract IndexSpec spec();

  /// The effort with which [#recallFloor] is reached.
  protected SearchEffort effort() {
    return SearchEffort.DEFAULT;
  }

  /// Least share of the true ten nearest that must be found on average; 1 for exact kinds.
  protected abstract double recallFloor();

  /// How many damaged files each kind is tried with; the nightly profile tries more.
  private static final int FUZZED_FILES = Integer.getInteger("eidetic.fuzz.files", 3000);

  @TempDir private Path folder;

  final Seeds random = Seeds.many(1).getFirst();
  final TestVectors vectors = new TestVectors(random, 20, DIMENSION);

  MutableIndex empty(Metric metric) {
    return Indexes.create(spec(), metric, DIMENSION, BuildOptions.DEFAULT.withThreads(2));
  }

  MutableIndex of(Metric metric, float[][] rows) {
    var index = empty(metric);
    index.add(0, TestVectors.source(rows));
    return index;
  }

  SearchRequest top(int count) {
    return SearchRequest.top(count).with(effort());
  }

  @ParameterizedTest
  @EnumSource
  void savedLoadedAndMappedIndexesGiveTheSameHits(Metric metric) throws IOException {
    var file = folder.resolve("saved.index");
    try (var index = of(metric, vectors.next(COUNT))) {
      index.delete(random.longs(300, 0, COUNT).toArray());
      index.add(COUNT, TestVectors.source(vectors.next(100)));
      index.save(file);
      try (var loaded = Indexes.load(file);
          var mapped = Indexes.map(file)) {
        requireSame(index, loaded);
        requireSame(index, mapped);
        // Looking vectors up may have made tables of a few bytes per item.
        long most = 2 * Files.size(file) + 16L * COUNT;
        assertThat(mapped.memoryBytes()).isBetween(Files.size(file) / 2, most);
        assertThat(loaded.memoryBytes()).isBetween(Files.size(file) / 2, most);

        loaded.delete(index.ids()[7]);
        float[] fresh = vectors.next();
        loaded.add(new long[] {-7}, TestVectors.source(fresh));
        assertThat(loaded.size()).isEqualTo(index.size());
        assertThat(loaded.contains(-7)).isTrue();
        if (metric
            != Metric.INNER_PRODUCT) { // by which others may be closer than the vector itself
          assertThat(loaded.search(fresh, top(10)).ids()).as("%s", random).contains(-7L);
        }
      }
    }
  }

  @Test
  void theBytesOfAFileCanBeWrittenAnywhere() throws IOException {
    var file = folder.resolve("saved.index");
    try (var index = of(Metric.EUCLIDEAN, vectors.next(COUNT))) {
      index.save(file);
      var bytes = new ByteArrayOutputStream();
      index.write(Channels.newChannel(bytes));
      assertThat(bytes.toByteArray()).isEqualTo(Files.readAllBytes(file));
    }
  }

  @Test
  void renumberedItemsAreFoundByTheirNewIds() {
    float[][] rows = vectors.next(COUNT);
    float[] query = vectors.next();
    try (var index = of(Metric.EUCLIDEAN, rows)) {
      index.delete(3, 5, 700);
      var before = index.search(query, top(10));
      index.renumber(id -> 2 * id + 7); // in the same order, by which equal scores are ranked
      var after = index.search(query, top(10));
      // sums in lanes may be rounded differently from one time to the next
      float tolerance = 1e-5f * (1 + Math.abs(before.scores()[0]));
      assertThat(after.scores()).containsExactly(before.scores(), within(tolerance));
      assertThat(after.ids())
          .isEqualTo(LongStream.of(before.ids()).map(id -> 2 * id + 7).toArray());
      assertThat(index.contains(2 * 4 + 7)).isTrue();
      assertThat(index.contains(2 * 3 + 7)).as("deleted").isFalse();
      index.add(new long[] {-1}, TestVectors.source(query));
      assertThat(index.size()).isEqualTo(COUNT - 2);
      assertThatIllegalArgumentException().isThrownBy(() -> index.renumber(_ -> 7));
      assertThat(index.contains(-1)).as("nothing changed").isTrue();
    }
  }

  private void requireSame(VectorIndex index, VectorIndex other) {
    assertThat(other.spec()).isEqualTo(index.spec());
    assertThat(other.metric()).isEqualTo(index.metric());
    assertThat(other.dimension()).isEqualTo(index.dimension());
    assertThat(other.ids()).isEqualTo(index.ids());
    assertThat(other.vector(COUNT + 3)).isEqualTo(index.vector(COUNT + 3));
    var searcher = index.searcher();
    var otherSearcher = other.searcher();
    for (int i = 0; i < 30; i++) {
      float[] query = vectors.next();
      var request = i % 3 == 0 ? top(10).with(id -> id % 7 == 0) : top(10);
      var hits = searcher.search(query, request);
      var otherHits = otherSearcher.search(query, request);
      TestVectors.requireSame(hits, otherHits, random.toString());
      float minimum = Math.nextDown(hits.scores()[hits.count() - 1] - 1e-3f);
      var inRange = searcher.range(query, minimum, request);
      TestVectors.requireSame(
          inRange, otherSearcher.range(query, minimum, request), random.toString());
    }
  }

  @Test
  void oneThreadAndOneSeedGiveTheSameFile() throws IOException {
    float[][] rows = vectors.next(COUNT);
    var options = BuildOptions.DEFAULT.withThreads(1).withSeed(7);
    var first = folder.resolve("first.index");
    var second = folder.resolve("second.index");
    for (var file : new Path[] {first, second}) {
      try (var index = Indexes.create(spec(), Metric.EUCLIDEAN, DIMENSION, options)) {
        index.add(0, TestVectors.source(rows));
        index.save(file);
      }
    }
    assertThat(Files.mismatch(first, second)).isEqualTo(-1);
  }

  /// Dimensions that a kind refuses, it refuses when the index is made.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 129, 4096})
  void dimensionsFromOneToTheMostWork(int dimension) {
    MutableIndex index;
    try {
      var options = BuildOptions.DEFAULT.withThreads(2);
      index = Indexes.create(spec(), Metric.EUCLIDEAN, dimension, options);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining(Integer.toString(dimension));
      return;
    }
    try (index) {
      float[][] rows = new TestVectors(random, 4, dimension).next(dimension > 1000 ? 300 : 600);
      index.add(0, TestVectors.source(rows));
      for (int i = 0; i < 10; i++) {
        var hits = index.search(rows[i], top(10));
        assertThat(hits.count()).as("%s", random).isEqualTo(10);
        for (int j = 1; j < hits.count(); j++) {
          assertThat(hits.scores()[j]).isLessThanOrEqualTo(hits.scores()[j - 1]);
        }
        if (recallFloor() == 1) {
          assertThat(hits.ids())
              .as("%s", random)
              .containsExactlyInAnyOrder(TestVectors.trueBest(rows, rows[i], Metric.EUCLIDEAN, 10));
        }
      }
    }
  }

  @Test
  @Timeout(value = 3600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void damagedFilesAreRefusedOrHarmless() throws IOException {
    try (var index = of(Metric.EUCLIDEAN, vectors.next(400))) {
      index.delete(5, 6, 399);
      index.add(new long[] {5}, TestVectors.source(vectors.next()));
      new FileFuzz(index, folder, random).run(FUZZED_FILES);
    }
  }
}
