package dev.eidetic.index;

import static dev.eidetic.vectors.Preconditions.require;

/// @param count how many hits are wanted at most, at least 1
/// @param filter only items that it accepts are hits
public record SearchRequest(int count, SearchEffort effort, IdFilter filter) {

  public SearchRequest {
    require(count >= 1, "count is %d; it must be at least 1", count);
  }

  /// The best `count` of all items, with default effort.
  public static SearchRequest top(int count) {
    return new SearchRequest(count, SearchEffort.DEFAULT, IdFilter.ALL);
  }

  public SearchRequest with(SearchEffort effort) {
    return new SearchRequest(count, effort, filter);
  }

  public SearchRequest with(IdFilter filter) {
    return new SearchRequest(count, effort, filter);
  }
}
