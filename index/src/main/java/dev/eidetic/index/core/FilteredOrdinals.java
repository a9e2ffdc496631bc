package dev.eidetic.index.core;

import dev.eidetic.index.CountedIds;
import dev.eidetic.index.IdFilter;
import java.util.function.IntConsumer;

/// A filter of ids, asked by ordinal.
final class FilteredOrdinals implements OrdinalFilter {

  private static final int TRIALS = 1000;

  private final Items items;
  private final IdFilter filter;
  private final int passing;

  /// Tries the filter on some of the items, to learn how many pass, unless it knows.
  FilteredOrdinals(Items items, IdFilter filter) {
    this.items = items;
    this.filter = filter;
    this.passing =
        filter instanceof CountedIds counted
            ? Math.min(counted.passing(), items.size())
            : estimate();
  }

  /// One item of each stretch, at a place of its own in it: filters often go by every so-manieth
  /// id.
  private int estimate() {
    int step = Math.max(1, items.capacity() / TRIALS);
    int tried = 0;
    int passed = 0;
    for (long start = 0; start < items.capacity(); start += step) {
      int ordinal = (int) (start + ((start * 0x9E3779B1L) >>> 7) % step);
      if (items.isLive(ordinal)) {
        tried++;
        passed += filter.accepts(items.id(ordinal)) ? 1 : 0;
      }
    }
    return tried == 0 ? 0 : (int) Math.round((double) passed / tried * items.size());
  }

  @Override
  public boolean accepts(int ordinal) {
    return filter.accepts(items.id(ordinal));
  }

  @Override
  public int passing() {
    return passing;
  }

  @Override
  public void forEach(IntConsumer visitor) {
    for (int ordinal = 0; ordinal < items.capacity(); ordinal++) {
      if (items.isLive(ordinal) && filter.accepts(items.id(ordinal))) {
        visitor.accept(ordinal);
      }
    }
  }
}
