package dev.eidetic.engine.storage;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.FilterMergePolicy;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.TieredMergePolicy;
import org.jspecify.annotations.Nullable;

/// Merges as Lucene usually does, but compacting also rewrites a single segment that was only
/// flushed: flushes are cheap and leave larger segments without an index than merges do.
final class IndexingMergePolicy extends FilterMergePolicy {

  IndexingMergePolicy() {
    super(new TieredMergePolicy());
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
    boolean isFlushed =
        IndexWriter.SOURCE_FLUSH.equals(only.info.getDiagnostics().get(IndexWriter.SOURCE));
    if (!isFlushed || context.getMergingSegments().contains(only)) {
      return usual;
    }
    var rewriting = new MergeSpecification();
    rewriting.add(new OneMerge(List.of(only)));
    return rewriting;
  }
}
