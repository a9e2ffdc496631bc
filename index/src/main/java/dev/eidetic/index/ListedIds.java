package dev.eidetic.index;

import java.util.Arrays;

/// Just these items.
///
/// @param sorted ascending
public record ListedIds(long[] sorted) implements IdFilter {

  @Override
  public boolean accepts(long id) {
    return Arrays.binarySearch(sorted, id) >= 0;
  }
}
