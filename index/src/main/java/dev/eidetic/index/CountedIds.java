package dev.eidetic.index;

import static dev.eidetic.vectors.Preconditions.require;

/// A filter of which it is known about how many items pass.
public record CountedIds(IdFilter filter, int passing) implements IdFilter {

  public CountedIds {
    require(passing >= 0, "passing is %d; it must not be negative", passing);
  }

  @Override
  public boolean accepts(long id) {
    return filter.accepts(id);
  }
}
