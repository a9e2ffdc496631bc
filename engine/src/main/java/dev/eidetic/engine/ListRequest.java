package dev.eidetic.engine;

import static dev.eidetic.vectors.Preconditions.require;

/// Which items are listed, and in what order. Start with [#newest] and refine.
///
/// @param where a filter in the syntax of [dev.eidetic.engine.fields.FilterParser]; empty for all
/// @param orderBy name of a field that orders the items; those that lack it come last
/// @param isDescending true for greatest first
/// @param offset how many are left out at the beginning, at least 0
/// @param count how many are listed at most, 1 to 100,000; `offset + count` may be 1,000,000
public record ListRequest(
    String where, String orderBy, boolean isDescending, int offset, int count) {

  private static final int MAX_COUNT = 100_000;
  private static final int MAX_DEPTH = 1_000_000;

  public ListRequest {
    require(!orderBy.isBlank(), "the field to order by is blank");
    require(offset >= 0, "offset is %d; it must be at least 0", offset);
    require(1 <= count && count <= MAX_COUNT, "count is %d; it must be 1 to %d", count, MAX_COUNT);
    require(
        (long) offset + count <= MAX_DEPTH,
        "offset + count is %d; it must be at most %d, narrow the list by a filter",
        (long) offset + count,
        MAX_DEPTH);
  }

  /// The items that entered the collection last, latest first.
  public static ListRequest newest(int count) {
    return new ListRequest("", "indexed", true, 0, count);
  }

  /// The same with another filter.
  public ListRequest where(String filter) {
    return new ListRequest(filter, orderBy, isDescending, offset, count);
  }
}
