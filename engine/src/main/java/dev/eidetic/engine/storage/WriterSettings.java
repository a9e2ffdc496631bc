package dev.eidetic.engine.storage;

import dev.eidetic.engine.EngineException.BusyException;
import dev.eidetic.lucene.SegmentSettings;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;

/// How the Lucene writer of a collection is set up: bounded memory, few threads.
final class WriterSettings {

  /// Vectors and fields wait in memory until this many MiB have come together. Small enough for a
  /// heap of 512 MB with two encoders beside it.
  private static final double BUFFER_MEBIBYTES = 48;

  private WriterSettings() {}

  /// Takes the lock for writing.
  ///
  /// @param folder of the collection
  /// @param dimension of its vectors
  /// @throws BusyException if somebody else holds it
  static IndexWriter open(Path folder, Directory directory, int dimension, SegmentSettings segments)
      throws IOException {
    try {
      return new IndexWriter(directory, settings(dimension, segments));
    } catch (LockObtainFailedException e) {
      throw new BusyException(
          "%s is being written by another process; wait until it ends or stop it (searching needs no lock)"
              .formatted(folder),
          e);
    }
  }

  /// @param segments what the segments get
  private static IndexWriterConfig settings(int dimension, SegmentSettings segments) {
    var merges = new QuietMerges();
    merges.setMaxMergesAndThreads(4, 1);
    return new IndexWriterConfig()
        .setCodec(VectorsCodec.codec(segments))
        .setRAMBufferSizeMB(BUFFER_MEBIBYTES)
        .setMergePolicy(new IndexingMergePolicy(dimension, segments))
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
