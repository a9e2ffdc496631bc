package dev.eidetic.engine.storage;

import dev.eidetic.lucene.SegmentSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.FilterMergePolicy;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.MergeTrigger;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.TieredMergePolicy;
import org.jspecify.annotations.Nullable;

/// Merges as Lucene usually does, and sooner where searches would have much to scan: flushes are
/// cheap and leave larger segments without an index than merges do. So flushed segments are merged
/// as soon as there is more in all of them together than one of them may hold unindexed; in the
/// background, while pictures come in. Compacting rewrites a single flushed segment, too.
final class IndexingMergePolicy extends FilterMergePolicy {

  private final int dimension;
  private final SegmentSettings settings;

  /// @param dimension of the vectors
  /// @param settings what segments get
  IndexingMergePolicy(int dimension, SegmentSettings settings) {
    super(new TieredMergePolicy());
    this.dimension = dimension;
    this.settings = settings;
  }

  @Override
  public @Nullable MergeSpecification findMerges(
      MergeTrigger trigger, SegmentInfos segments, MergeContext context) throws IOException {
    var usual = super.findMerges(trigger, segments, context);
    return usual == null ? indexing(segments, context) : usual;
  }

  private @Nullable MergeSpecification indexing(SegmentInfos segments, MergeContext context)
      throws IOException {
    var scanned = new ArrayList<SegmentCommitInfo>();
    long numbers = 0;
    for (var segment : segments) {
      long own = (long) segment.info.maxDoc() * dimension;
      if (isFlushed(segment)
          && own <= settings.flushedNumbers()
          && !context.getMergingSegments().contains(segment)) {
        scanned.add(segment);
        numbers += (long) (segment.info.maxDoc() - context.numDeletesToMerge(segment)) * dimension;
      }
    }
    return numbers > settings.flushedNumbers() ? merging(scanned) : null;
  }

  @Override
  public @Nullable MergeSpecification findForcedMerges(
      SegmentInfos segments,
      int mostSegments,
      Map<SegmentCommitInfo, Boolean> candidates,
      MergeContext context)
      throws IOException {
    var usual = super.findForcedMerges(segments, mostSegments, candidates, context);
    if (usual != null || segments.size() != 1) {
      return usual;
    }
    var only = segments.info(0);
    return isFlushed(only) && !context.getMergingSegments().contains(only)
        ? merging(List.of(only))
        : usual;
  }

  private static boolean isFlushed(SegmentCommitInfo segment) {
    return IndexWriter.SOURCE_FLUSH.equals(segment.info.getDiagnostics().get(IndexWriter.SOURCE));
  }

  private static MergeSpecification merging(List<SegmentCommitInfo> segments) {
    var merges = new MergeSpecification();
    merges.add(new OneMerge(segments));
    return merges;
  }
}
