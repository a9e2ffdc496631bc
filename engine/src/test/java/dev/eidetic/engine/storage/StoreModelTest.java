package dev.eidetic.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.encode.EmbeddingSpace;
import dev.eidetic.engine.Item;
import dev.eidetic.engine.Precision;
import dev.eidetic.engine.fields.FieldType;
import dev.eidetic.engine.fields.FieldValue;
import dev.eidetic.engine.fields.FilterParser;
import dev.eidetic.lucene.SegmentReport;
import dev.eidetic.lucene.SegmentSettings;
import dev.eidetic.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.search.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random operations on a store and on a plain map, which must never disagree.
///
/// How many is set by `-Deidetic.model.operations`; the profile `nightly` runs many more. A failure
/// names its seed: replay with `-Dtest.seed=…`.
class StoreModelTest {

  private static final int OPERATIONS = Integer.getInteger("eidetic.model.operations", 20_000);
  private static final int DIMENSION = 8;
  private static final int IDS = 500;
  private static final int COUNT = 10;

  /// Merged segments of more than 100 vectors get an index, so that merges have something to take
  /// over; flushed ones only where they are larger, which keeps the test quick.
  private static final SegmentSettings SETTINGS =
      new SegmentSettings(Optional.empty(), 100 * DIMENSION, 300 * DIMENSION, Long.MAX_VALUE, 1);

  private static final EmbeddingSpace SPACE =
      new EmbeddingSpace("model test", DIMENSION, "ab".repeat(32));

  @TempDir private Path folder;

  private final Seeds random = Seeds.many(1).getFirst();
  private Map<String, Entry> present = new HashMap<>();
  private Map<String, Entry> committed = new HashMap<>();
  private final Set<SegmentReport.Way> ways = EnumSet.noneOf(SegmentReport.Way.class);
  private double found;
  private double wanted;
  private int places;

  private record Entry(float[] vector, long number) {}

  private record Scored(String id, double score) {}

  @Test
  void aStoreAnswersAsAPlainMapWould() throws IOException {
    var store = ItemStores.create(place(), SPACE, SETTINGS);
    store.extendSchema(Map.of("n", FieldType.WHOLE));
    store.commit();
    for (int i = 0; i < OPERATIONS; i++) {
      store = step(store);
    }
    search(store, 50);
    store.close();
    assertThat(found / wanted).as("recall at %d, %s", COUNT, random).isGreaterThan(0.99);
    assertThat(ways).as("%s", random).contains(SegmentReport.Way.SCAN, SegmentReport.Way.WALK);
  }

  private Path place() {
    return folder.resolve("place-" + places++);
  }

  private ItemStore step(ItemStore store) throws IOException {
    int dice = random.nextInt(10_000);
    if (dice < 2_200) {
      remove(store);
    } else if (dice < 2_210) {
      removeMatching(store);
    } else if (dice < 2_500) {
      search(store, 10);
    } else if (dice < 2_600) {
      store.commit();
      committed = new HashMap<>(present);
    } else if (dice < 2_612) {
      store.discardUncommitted();
      present = new HashMap<>(committed);
    } else if (dice < 2_624) {
      return crashed(store);
    } else if (dice < 2_636) {
      store.close(); // which commits
      committed = new HashMap<>(present);
      return ItemStores.open(last(), SETTINGS);
    } else if (dice < 2_642) {
      store.compact();
      committed = new HashMap<>(present);
    } else if (dice < 2_650) {
      return restored(store);
    } else {
      put(store);
    }
    return store;
  }

  private Path last() {
    return folder.resolve("place-" + (places - 1));
  }

  private void put(ItemStore store) throws IOException {
    String id = "i" + random.nextInt(IDS);
    var entry = new Entry(random.unitVector(DIMENSION), random.nextInt(1_000));
    store.put(Item.of(id, Map.of("n", FieldValue.of(entry.number()))), entry.vector());
    present.put(id, entry);
  }

  private void remove(ItemStore store) throws IOException {
    String id = "i" + random.nextInt(IDS);
    store.remove(id);
    present.remove(id);
  }

  private void removeMatching(ItemStore store) throws IOException {
    long from = random.nextInt(1_000);
    var filter = new FilterParser(store.schema()).parse("n:[%d TO %d]".formatted(from, from + 50));
    store.removeMatching(filter);
    present.values().removeIf(entry -> from <= entry.number() && entry.number() <= from + 50);
  }

  /// The process ends: what lies on the disk is what a later one finds.
  private ItemStore crashed(ItemStore store) throws IOException {
    var before = last();
    var after = place();
    Files.createDirectories(ItemStores.indexFolder(after));
    try (var files = Files.list(ItemStores.indexFolder(before))) {
      for (var file : files.toList()) {
        Files.copy(file, ItemStores.indexFolder(after).resolve(file.getFileName()));
      }
    }
    store.discardUncommitted();
    store.close();
    present = new HashMap<>(committed);
    return ItemStores.open(after, SETTINGS);
  }

  private ItemStore restored(ItemStore store) throws IOException {
    var backup = folder.resolve("backup");
    StoreCopy.copy(last(), backup);
    store.discardUncommitted();
    store.close();
    present = new HashMap<>(committed);
    var after = place();
    StoreCopy.copy(backup, after);
    return ItemStores.open(after, SETTINGS);
  }

  private void search(ItemStore store, int queries) throws IOException {
    try (var now = store.snapshot()) {
      assertThat(now.size()).as("%s", random).isEqualTo(present.size());
      for (int i = 0; i < queries; i++) {
        compare(now, random.unitVector(DIMENSION), random.nextInt(4));
      }
    }
  }

  /// @param narrowness 0: no filter; else one that passes fewer the larger it is
  private void compare(StoreSnapshot now, float[] query, int narrowness) throws IOException {
    long limit = narrowness == 0 ? Long.MAX_VALUE : 1_000 >> (2 * narrowness - 1);
    var filter =
        narrowness == 0
            ? Optional.<Query>empty()
            : Optional.of(new FilterParser(now.schema()).parse("n:[0 TO %d]".formatted(limit)));
    var truth = nearest(query, limit);
    boolean isExact = random.nextInt(4) == 0;
    var hits =
        now.search(
            query,
            COUNT,
            filter,
            isExact ? Precision.EXACT : Precision.USUAL,
            report -> ways.add(report.way()));
    assertThat(hits).as("%s", random).hasSize(truth.size());
    var ids = new ArrayList<String>();
    for (var hit : hits) {
      String id = now.item(hit.document()).id();
      var entry = entry(id);
      assertThat(entry.number()).as("%s passes, %s", id, random).isLessThanOrEqualTo(limit);
      assertThat((double) hit.score()).isCloseTo(dot(query, entry.vector()), within(1e-5));
      ids.add(id);
    }
    if (isExact) {
      for (int i = 0; i < truth.size(); i++) {
        assertThat((double) hits.get(i).score())
            .as("%s", random)
            .isCloseTo(truth.get(i).score(), within(1e-5));
      }
    } else {
      found += truth.stream().filter(scored -> ids.contains(scored.id())).count();
      wanted += truth.size();
    }
  }

  private Entry entry(String id) {
    var entry = present.get(id);
    if (entry == null) {
      throw new AssertionError("%s is not there, %s".formatted(id, random));
    }
    return entry;
  }

  private List<Scored> nearest(float[] query, long limit) {
    return present.entrySet().stream()
        .filter(entry -> entry.getValue().number() <= limit)
        .map(entry -> new Scored(entry.getKey(), dot(query, entry.getValue().vector())))
        .sorted(Comparator.comparingDouble(Scored::score).reversed())
        .limit(COUNT)
        .toList();
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
