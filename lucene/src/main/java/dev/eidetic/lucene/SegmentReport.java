package dev.eidetic.lucene;

/// How one segment was searched.
///
/// @param way that was taken
/// @param reason why, in words
/// @param index the kind of index of the segment, such as `QG32_100,SQ8`; empty if it has none
/// @param vectors how many the segment has
/// @param passing how many pass filter and deletions, counted
/// @param scored how many were scored by their raw vectors
/// @param filterNanos time to learn which documents pass
/// @param searchNanos time of the scan or the index
/// @param rescoreNanos time to score candidates of the index by their raw vectors; 0 for scans
public record SegmentReport(
    Way way,
    String reason,
    String index,
    int vectors,
    int passing,
    int scored,
    long filterNanos,
    long searchNanos,
    long rescoreNanos) {

  /// What can be done with a segment.
  public enum Way {

    /// All that pass are scored by their raw vectors: exact.
    SCAN,

    /// A graph is walked; what does not pass is passed through but not returned.
    WALK,

    /// The nearest inverted lists are scanned; what does not pass is skipped.
    LISTS,

    /// Codes of all vectors are scanned, and the best scored by their raw vectors.
    CODES
  }

  /// The share of the vectors that pass, 0 to 1.
  public double selectivity() {
    return vectors == 0 ? 0 : Math.min(1, (double) passing / vectors);
  }
}
