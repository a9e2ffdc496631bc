package dev.eidetic.engine.duplicates;

/// Sees how a search for copies goes on. Called by any thread.
@FunctionalInterface
public interface DuplicateListener {

  /// What is being done.
  enum Step {
    /// Reading pictures whose hash is not known yet.
    HASH,
    /// Comparing hashes.
    COMPARE,
    /// Comparing the details of pictures with similar vectors.
    VERIFY
  }

  void progress(Step step, long done, long total);
}
