package dev.eidetic.index.core;

import dev.eidetic.index.ListedIds;
import java.util.Arrays;
import java.util.function.IntConsumer;

/// Just some ordinals.
///
/// @param ordinals ascending
record ListedOrdinals(int[] ordinals) implements OrdinalFilter {

  /// Those of the listed ids that exist.
  static ListedOrdinals of(ListedIds listed, Items items) {
    var ordinals = new int[listed.sorted().length];
    int count = 0;
    for (long id : listed.sorted()) {
      int ordinal = items.ordinal(id);
      if (ordinal >= 0) {
        ordinals[count++] = ordinal;
      }
    }
    Arrays.sort(ordinals, 0, count);
    int distinct = 0;
    for (int i = 0; i < count; i++) {
      if (distinct == 0 || ordinals[i] != ordinals[distinct - 1]) {
        ordinals[distinct++] = ordinals[i];
      }
    }
    return new ListedOrdinals(Arrays.copyOf(ordinals, distinct));
  }

  @Override
  public boolean accepts(int ordinal) {
    return Arrays.binarySearch(ordinals, ordinal) >= 0;
  }

  @Override
  public int passing() {
    return ordinals.length;
  }

  @Override
  public void forEach(IntConsumer visitor) {
    for (int ordinal : ordinals) {
      visitor.accept(ordinal);
    }
  }
}
