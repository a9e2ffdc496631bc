package dev.eidetic.index;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Arrays;

/// Which items a search may return. May be asked from any thread, for any id, several times.
///
/// Any predicate will do: how many items pass is then estimated by trying some. [#of] and [#range]
/// say it beforehand.
@FunctionalInterface
public interface IdFilter {

  /// Everything passes.
  IdFilter ALL = id -> true;

  boolean accepts(long id);

  /// Just these items.
  static IdFilter of(long... ids) {
    long[] sorted = ids.clone();
    Arrays.sort(sorted);
    return new ListedIds(sorted);
  }

  /// Items whose ids are at least `first` and less than `end`.
  static IdFilter range(long first, long end) {
    require(first <= end, "range is %d to %d; it must not end before it begins", first, end);
    return id -> first <= id && id < end;
  }

  /// This filter, of which it is known about how many items pass, so that nothing is tried.
  ///
  /// @param passing at least 0
  default IdFilter counted(int passing) {
    return new CountedIds(this, passing);
  }

  /// Items that this one refuses.
  default IdFilter negated() {
    return id -> !accepts(id);
  }

  /// Items that both accept.
  default IdFilter and(IdFilter other) {
    return id -> accepts(id) && other.accepts(id);
  }
}
