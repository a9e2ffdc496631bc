package dev.eidetic.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.encode.EmbeddingSpace;
import dev.eidetic.engine.Item;
import dev.eidetic.engine.Precision;
import dev.eidetic.lucene.SegmentReport;
import dev.eidetic.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshnessTest {

  private static final Duration LONG = Duration.ofDays(1);

  @TempDir private Path folder;

  private static <T> T elsewhere(Callable<T> work) throws InterruptedException, ExecutionException {
    try (var other = Executors.newSingleThreadExecutor()) {
      return other.submit(work).get();
    }
  }

  @Test
  void aThreadSeesItsOwnWritesAtOnceAndThoseOfOthersLater()
      throws InterruptedException, ExecutionException {
    var freshness = new Freshness(LONG);
    freshness.written();
    assertThat(freshness.isDue()).isTrue();
    assertThat(elsewhere(freshness::isDue)).isFalse();
    freshness.opened(freshness.writtenNow());
    assertThat(freshness.isDue()).isFalse();
  }

  @Test
  void everybodySeesWhatWasCommitted() throws InterruptedException, ExecutionException {
    var freshness = new Freshness(LONG);
    freshness.written();
    freshness.committed(freshness.writtenNow());
    assertThat(elsewhere(freshness::isDue)).isTrue();
  }

  @Test
  void whatWasWrittenWhileOpeningIsNotTakenForSeen() {
    var freshness = new Freshness(LONG);
    long before = freshness.writtenNow();
    freshness.written();
    freshness.opened(before);
    assertThat(freshness.isDue()).isTrue();
  }

  @Test
  void staleAfterTheIntervalButDueForNobody() {
    assertThat(new Freshness(Duration.ZERO).isStale()).isTrue();
    assertThat(new Freshness(Duration.ZERO).isDue()).isFalse();
    assertThat(new Freshness(LONG).isStale()).isFalse();
  }

  @Test
  void whatOthersWroteIsDueForAllAfterTwiceTheInterval()
      throws InterruptedException, ExecutionException {
    var freshness = new Freshness(Duration.ZERO);
    freshness.written();
    assertThat(elsewhere(freshness::isDue)).isTrue();
  }

  @Test
  void searchesBesideAWriterMakeNoSegmentEach()
      throws IOException, InterruptedException, ExecutionException {
    var random = Seeds.of(5);
    try (var store = ItemStores.create(folder, new EmbeddingSpace("f", 4, "ab".repeat(32)))) {
      for (int i = 0; i < 50; i++) {
        store.put(Item.of("i" + i, Map.of()), random.unitVector(4));
        int _ =
            elsewhere(
                () -> {
                  try (var now = store.recent()) {
                    return now.size();
                  }
                });
      }
      try (var own = store.recent()) {
        assertThat(own.size()).isEqualTo(50);
        var segments = new ArrayList<SegmentReport>();
        var _ =
            own.search(random.unitVector(4), 1, Optional.empty(), Precision.USUAL, segments::add);
        assertThat(segments).hasSizeLessThan(25);
      }
    }
  }

  @Test
  void whatOthersWroteIsThereAfterAWhile()
      throws IOException, InterruptedException, ExecutionException {
    var random = Seeds.of(6);
    try (var store = ItemStores.create(folder, new EmbeddingSpace("f", 4, "ab".repeat(32)))) {
      store.put(Item.of("one", Map.of()), random.unitVector(4));
      long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
      int seen = 0;
      while (seen == 0 && System.nanoTime() < end) {
        Thread.sleep(50);
        seen =
            elsewhere(
                () -> {
                  try (var now = store.recent()) {
                    return now.size();
                  }
                });
      }
      assertThat(seen).isOne();
    }
  }
}
