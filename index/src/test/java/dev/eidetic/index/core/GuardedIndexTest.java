package dev.eidetic.index.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import dev.eidetic.index.BuildOptions;
import dev.eidetic.index.IdFilter;
import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Indexes;
import dev.eidetic.index.Metric;
import dev.eidetic.index.MutableIndex;
import dev.eidetic.index.SearchRequest;
import dev.eidetic.index.TestVectors;
import dev.eidetic.testkit.Seeds;
import dev.eidetic.vectors.VectorSource;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GuardedIndexTest {

  private final Seeds random = Seeds.many(1).getFirst();
  private final TestVectors vectors = new TestVectors(random, 3, 4);

  private MutableIndex flat() {
    return Indexes.create(IndexSpec.parse("Flat"), Metric.EUCLIDEAN, 4, BuildOptions.DEFAULT);
  }

  /// Gives its vectors so many times, then fails.
  private static VectorSource failing(float[][] rows, int readings) {
    var source = TestVectors.source(rows);
    var left = new int[] {readings * rows.length};
    return new VectorSource() {
      @Override
      public int count() {
        return source.count();
      }

      @Override
      public int dimension() {
        return source.dimension();
      }

      @Override
      public void copy(int first, int count, float[] target, int offset) {
        left[0] -= count;
        if (left[0] < 0) {
          throw new UncheckedIOException(new java.io.IOException("the disk is gone"));
        }
        source.copy(first, count, target, offset);
      }
    };
  }

  @Test
  void aSourceThatFailsWhileItIsCheckedChangesNothing() {
    try (var index = flat()) {
      index.add(0, TestVectors.source(vectors.next(5)));
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> index.add(5, failing(vectors.next(5), 0)));
      assertThat(index.size()).isEqualTo(5);
      assertThat(index.search(vectors.next(), SearchRequest.top(20)).count()).isEqualTo(5);
    }
  }

  @Test
  void anIndexThatFailedMidwayRefusesToAnswerWrongly() {
    try (var index = flat()) {
      index.add(0, TestVectors.source(vectors.next(5)));
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> index.add(5, failing(vectors.next(5), 1)));
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> index.search(vectors.next(), SearchRequest.top(20)))
          .withMessage("an earlier change of the index failed midway; load it or build it anew")
          .havingRootCause()
          .withMessage("the disk is gone");
      assertThatExceptionOfType(IllegalStateException.class).isThrownBy(index::size);
    }
  }

  @Test
  void filtersMayAskTheIndexItself() {
    try (var index = flat()) {
      index.add(new long[] {9, 4, 7}, TestVectors.source(vectors.next(3)));
      IdFilter filter = id -> index.contains(id) && id != 4 && index.vector(id).length == 4;
      assertThat(index.search(vectors.next(), SearchRequest.top(3).with(filter)).ids())
          .containsExactlyInAnyOrder(9, 7);
    }
  }

  @Test
  @Timeout(60)
  void indexesMayBeMergedIntoEachOtherAtOnce() throws Exception {
    for (int round = 0; round < 200; round++) {
      try (var one = flat();
          var other = flat();
          var threads = Executors.newFixedThreadPool(2)) {
        one.add(0, TestVectors.source(vectors.next(3)));
        other.add(100, TestVectors.source(vectors.next(3)));
        var start = new CountDownLatch(1);
        var first = threads.submit(() -> mergeAfter(start, one, other));
        var second = threads.submit(() -> mergeAfter(start, other, one));
        start.countDown();
        // Whoever comes second finds its own items in the other.
        assertThat(first.get() ^ second.get()).isTrue();
        assertThat(Math.max(one.size(), other.size())).isEqualTo(6);
      }
    }
  }

  private static boolean mergeAfter(CountDownLatch start, MutableIndex target, MutableIndex from)
      throws InterruptedException {
    start.await();
    try {
      target.merge(from);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  @Test
  void anIndexOfAnotherMetricIsNotMerged() {
    try (var index = flat();
        var other =
            Indexes.create(IndexSpec.parse("Flat"), Metric.COSINE, 4, BuildOptions.DEFAULT)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> index.merge(other))
          .withMessage(
              "the other index has COSINE and 4 numbers, this one EUCLIDEAN and 4; they must agree");
    }
  }

  @Test
  void idsToDeleteAreNotBoxed() {
    int count = 100_000;
    var ids = LongStream.range(0, count).map(i -> i * 7 % count).toArray();
    try (var index = flat()) {
      index.add(0, TestVectors.source(vectors.next(count)));
      var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = threads.getCurrentThreadAllocatedBytes();
      assertThat(index.delete(ids)).isEqualTo(count);
      assertThat((threads.getCurrentThreadAllocatedBytes() - before) / count).isLessThan(24);
    }
  }

  @Test
  void anIdToDeleteMayBeGivenTwice() {
    try (var index = flat()) {
      index.add(new long[] {9, 4, 7}, TestVectors.source(vectors.next(3)));
      assertThat(index.delete(7, 5, 9, 7, 9)).isEqualTo(2);
      assertThat(index.ids()).containsExactly(4);
    }
  }

  @Test
  void equalScoresComeByLowerId() {
    try (var index = flat()) {
      float[] row = vectors.next();
      index.add(new long[] {30, -10, 20}, TestVectors.source(row, row, row));
      assertThat(index.search(vectors.next(), SearchRequest.top(5)).ids())
          .containsExactly(-10, 20, 30);
    }
  }

  @Test
  void itsEstimateOfAFilterIsNotFooledByRegularIds() {
    var items = new Items();
    for (int i = 0; i < 400_000; i++) {
      items.put(i, i);
    }
    for (int modulus : new int[] {2, 4, 10, 100, 400}) {
      assertThat(new FilteredOrdinals(items, id -> id % modulus == 0).passing())
          .as("every %dth", modulus)
          .isBetween(200_000 / modulus - 4000, 900_000 / modulus + 4000);
    }
  }
}
