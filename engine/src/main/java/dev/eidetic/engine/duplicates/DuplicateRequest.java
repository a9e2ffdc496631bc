package dev.eidetic.engine.duplicates;

import static dev.eidetic.vectors.Preconditions.require;

/// What copies are sought.
///
/// @param where which items are compared, as a filter in Lucene's syntax; empty for all
/// @param loosest the kind of copy that still counts; [CopyKind#EDITED] and [CopyKind#SCENE] also
///   compare the local features of pictures with similar vectors, which takes far longer
/// @param keep which copy to keep
/// @param threads at least 1
public record DuplicateRequest(String where, CopyKind loosest, KeeperPolicy keep, int threads) {

  public DuplicateRequest {
    require(threads >= 1, "threads is %d; it must be at least 1", threads);
  }
}
