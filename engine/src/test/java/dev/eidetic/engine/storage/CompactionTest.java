package dev.eidetic.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.encode.EmbeddingSpace;
import dev.eidetic.engine.Item;
import dev.eidetic.engine.Precision;
import dev.eidetic.lucene.SegmentReport;
import dev.eidetic.lucene.SegmentReport.Way;
import dev.eidetic.lucene.SegmentSettings;
import dev.eidetic.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactionTest {

  private static final int DIMENSION = 8;
  private static final int COUNT = 300;

  @TempDir private Path folder;

  private final Seeds random = Seeds.of(31);

  private List<Way> ways(ItemStore store) throws IOException {
    var reports = new ArrayList<SegmentReport>();
    try (var now = store.snapshot()) {
      var query = random.unitVector(DIMENSION);
      var hits = now.search(query, 10, Optional.empty(), Precision.USUAL, reports::add);
      assertThat(hits).hasSize(10);
    }
    return reports.stream().map(SegmentReport::way).toList();
  }

  /// A flush of so many gets no index, a merge does.
  @Test
  void oneFlushedSegmentIsIndexedToo() throws IOException {
    var settings =
        new SegmentSettings(
            Optional.empty(), 100 * DIMENSION, 1_000 * DIMENSION, Long.MAX_VALUE, 1);
    var space = new EmbeddingSpace("compaction", DIMENSION, "ab".repeat(32));
    try (var store = ItemStores.create(folder, space, settings)) {
      for (int i = 0; i < COUNT; i++) {
        store.put(Item.of("i" + i, Map.of()), random.unitVector(DIMENSION));
      }
      store.commit();
      assertThat(ways(store)).containsExactly(Way.SCAN);
      store.compact();
      assertThat(ways(store)).containsExactly(Way.WALK);
      store.compact(); // nothing left to do
      assertThat(ways(store)).containsExactly(Way.WALK);
    }
  }

  /// Each flush of 50 is scanned; more than 120 of them together are not.
  @Test
  void flushedSegmentsAreIndexedOnceThereIsMuchToScan() throws IOException {
    var settings =
        new SegmentSettings(Optional.empty(), 100 * DIMENSION, 120 * DIMENSION, Long.MAX_VALUE, 1);
    var space = new EmbeddingSpace("flushes", DIMENSION, "ab".repeat(32));
    try (var store = ItemStores.create(folder, space, settings)) {
      flush(store, 0);
      flush(store, 50);
      assertThat(ways(store)).containsExactly(Way.SCAN, Way.SCAN);
      flush(store, 100);
    }
    try (var store = ItemStores.open(folder, settings)) { // closing has waited for the merge
      assertThat(ways(store)).containsExactly(Way.WALK);
    }
  }

  private void flush(ItemStore store, int first) throws IOException {
    for (int i = first; i < first + 50; i++) {
      store.put(Item.of("i" + i, Map.of()), random.unitVector(DIMENSION));
    }
    store.commit();
  }
}
