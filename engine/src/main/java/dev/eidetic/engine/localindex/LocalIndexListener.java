package dev.eidetic.engine.localindex;

/// Sees how an update of a local index goes on. Called by any thread; what it throws ends the
/// update, and what was saved until then stays.
@FunctionalInterface
public interface LocalIndexListener {

  /// What is being done.
  enum Step {
    /// Finding details of some pictures, to learn the words from.
    SAMPLE,
    /// Learning the words; how far that is cannot be told, done and total are 0.
    LEARN,
    /// Finding details of pictures and describing them in words.
    DESCRIBE
  }

  void progress(Step step, long done, long total);
}
