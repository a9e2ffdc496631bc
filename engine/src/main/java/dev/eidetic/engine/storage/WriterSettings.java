package dev.eidetic.engine.storage;

import dev.eidetic.lucene.SegmentSettings;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriterConfig;

/// How the Lucene writer of a collection is set up: bounded memory, few threads.
final class WriterSettings {

  /// Vectors and fields wait in memory until this many MiB have come together. Small enough for a
  /// heap of 512 MB with two encoders beside it.
  private static final double BUFFER_MEBIBYTES = 48;

  private WriterSettings() {}

  /// @param segments what the segments get
  static IndexWriterConfig settings(SegmentSettings segments) {
    var merges = new QuietMerges();
    merges.setMaxMergesAndThreads(4, 1);
    return new IndexWriterConfig()
        .setCodec(VectorsCodec.codec(segments))
        .setRAMBufferSizeMB(BUFFER_MEBIBYTES)
        .setMergePolicy(new IndexingMergePolicy())
        .setMergeScheduler(merges)
        .setCommitOnClose(true);
  }

  /// Leaves a failed merge to the writer: what matters of it fails the next write or commit, which
  /// says so in our words; Lucene's scheduler would print a stack trace from its own thread.
  private static final class QuietMerges extends ConcurrentMergeScheduler {

    @Override
    protected void handleMergeException(Throwable failure) {
      System.getLogger(WriterSettings.class.getName())
          .log(System.Logger.Level.DEBUG, "a merge failed", failure);
    }
  }
}
