package dev.eidetic.engine;

import dev.eidetic.lucene.SegmentReport;
import java.util.List;

/// How a search was done and where its time went.
///
/// @param segments what was done in each segment that has vectors; empty where every vector was to
///   be scored
/// @param queryNanos time to make the query vector from the examples
/// @param searchNanos time to find the nearest documents
/// @param itemNanos time to read the items of the hits
public record VectorExplanation(
    List<SegmentReport> segments, long queryNanos, long searchNanos, long itemNanos)
    implements SearchExplanation {

  public VectorExplanation {
    segments = List.copyOf(segments);
  }

  /// Vectors in all segments, deleted ones included.
  public long vectors() {
    return segments.stream().mapToLong(SegmentReport::vectors).sum();
  }

  /// How many of them pass the filter and are not deleted.
  public long passing() {
    return segments.stream().mapToLong(SegmentReport::passing).sum();
  }

  /// How many were scored by their raw vectors.
  public long scored() {
    return segments.stream().mapToLong(SegmentReport::scored).sum();
  }

  /// The share that passes, 0 to 1; 1 where there is nothing.
  public double selectivity() {
    return vectors() == 0 ? 1 : (double) passing() / vectors();
  }
}
