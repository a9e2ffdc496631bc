package dev.eidetic.lucene;

import dev.eidetic.index.SearchEffort;
import dev.eidetic.lucene.EideticVectorsReader.IndexedField;
import dev.eidetic.lucene.SegmentReport.Way;
import java.util.Locale;
import java.util.Optional;

/// What is to be done with a segment, and why.
///
/// @param why the case
/// @param passing how many vectors pass
/// @param scanNanos what scanning those is expected to cost; 0 if it was not asked
/// @param indexNanos the same for the index
record SegmentPlan(Way way, Why why, int passing, double scanNanos, double indexNanos) {

  enum Why {
    NO_INDEX,
    NO_DIRECTION,
    ALL_WANTED,
    UNFILTERED,
    COSTS
  }

  /// For queries that no index can compare: of length zero, or too long to square.
  static SegmentPlan scan(int passing) {
    return new SegmentPlan(Way.SCAN, Why.NO_DIRECTION, passing, 0, 0);
  }

  /// @param count how many hits are wanted
  /// @param size vectors of the segment
  static SegmentPlan of(
      Optional<IndexedField> indexed, SearchEffort effort, int count, int size, int passing) {
    if (indexed.isEmpty()) {
      return new SegmentPlan(Way.SCAN, Why.NO_INDEX, passing, 0, 0);
    }
    var spec = indexed.get().index().spec();
    int wanted = Candidates.wanted(spec, count);
    if (wanted >= passing) {
      return new SegmentPlan(Way.SCAN, Why.ALL_WANTED, passing, 0, 0);
    }
    if (passing == size) {
      return new SegmentPlan(Candidates.way(spec), Why.UNFILTERED, passing, 0, 0);
    }
    double scan = indexed.get().costs().scan(passing);
    double index = indexed.get().costs().index(effort, wanted, passing);
    var way = scan <= index ? Way.SCAN : Candidates.way(spec);
    return new SegmentPlan(way, Why.COSTS, passing, scan, index);
  }

  /// In words.
  String reason() {
    return switch (why) {
      case NO_INDEX -> "the segment has no index: it is small or just written";
      case NO_DIRECTION -> "the query has length zero or is too long to square";
      case ALL_WANTED -> "no more pass than are wanted";
      case UNFILTERED -> "everything passes";
      case COSTS ->
          String.format(
              Locale.ROOT,
              "scanning the %,d that pass should take %.2f ms, the index %.2f ms",
              passing,
              scanNanos / 1e6,
              indexNanos / 1e6);
    };
  }
}
