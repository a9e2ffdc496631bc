package dev.eidetic.index.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.testkit.Seeds;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ItemsTest {

  @Test
  void behavesLikeAMapThroughRandomChanges() {
    for (var random : Seeds.many(40)) {
      var items = new Items();
      var slots = new Slots();
      Map<Long, Integer> model = new HashMap<>();
      int widthOfIds = 1 + random.nextInt(64);
      for (int step = 0; step < 1500; step++) {
        long id = random.nextLong() >>> (64 - widthOfIds);
        if (random.nextInt(200) == 0) {
          id = -id;
        }
        Integer there = model.get(id);
        assertThat(items.ordinal(id)).as("%s", random).isEqualTo(there == null ? -1 : there);
        if (there == null) {
          int ordinal = slots.take();
          items.put(ordinal, id);
          model.put(id, ordinal);
        } else {
          items.remove(there);
          slots.giveBack(there);
          model.remove(id);
        }
        assertThat(items.size()).isEqualTo(model.size());
      }
      assertThat(items.liveIds())
          .as("%s", random)
          .containsExactlyInAnyOrder(model.keySet().stream().mapToLong(id -> id).toArray());
      model.forEach((id, ordinal) -> assertThat(items.id(ordinal)).isEqualTo(id));
    }
  }

  @Test
  void idsThatAreTheirOrdinalsTakeNoMemory() {
    var items = new Items();
    for (int i = 0; i < 6400; i++) {
      items.put(i, i);
    }
    assertThat(items.memoryBytes()).isLessThan(6400 / 4);
    items.remove(17);
    items.put(17, 17);
    assertThat(items.memoryBytes()).isLessThan(6400 / 4);
    assertThat(items.ordinal(17)).isEqualTo(17);
  }

  @Test
  void idsAreKeptInFourBytesUntilOneNeedsEight() {
    var items = new Items();
    items.put(0, 0);
    items.put(1, 0xffff_ffffL);
    assertThat(items.sections().get(1).byteSize()).isEqualTo(2 * 4);
    items.put(2, 0x1_0000_0000L);
    assertThat(items.sections().get(1).byteSize()).isEqualTo(3 * 8);
    assertThat(items.ordinal(0)).isZero();
    assertThat(items.ordinal(0xffff_ffffL)).isEqualTo(1);
    assertThat(items.ordinal(0x1_0000_0000L)).isEqualTo(2);
    items.put(3, -1);
    assertThat(items.ordinal(-1)).isEqualTo(3);
  }

  @Test
  void deletingOneByOneKeepsTheTableOfIds() {
    var items = new Items();
    int count = 200_000;
    for (int i = 0; i < count; i++) {
      items.put(i, (long) i * 7919 % count); // a permutation, since 7919 is prime to the count
    }
    for (long id = 0; id < count; id++) {
      int ordinal = items.ordinal(id);
      assertThat((long) ordinal * 7919 % count).isEqualTo(id);
      items.remove(ordinal); // would take hours if each removal cost a new table
      assertThat(items.ordinal(id)).isEqualTo(-1);
    }
  }

  @Test
  void manyReadersMayLookUpFirst() throws Exception {
    for (int round = 0; round < 50; round++) {
      var items = new Items();
      for (int i = 0; i < 1000; i++) {
        items.put(i, 1000 - i);
      }
      try (var threads = Executors.newFixedThreadPool(4)) {
        Callable<Boolean> reader =
            () -> IntStream.rangeClosed(1, 1000).allMatch(id -> items.ordinal(id) == 1000 - id);
        for (var found : threads.invokeAll(java.util.Collections.nCopies(4, reader))) {
          assertThat(found.get()).isTrue();
        }
      }
    }
  }
}
