package dev.eidetic.index;

import static dev.eidetic.vectors.Preconditions.require;

/// How an index is trained and built.
///
/// @param threads that compute at once, at least 1; with 1 the same input gives the same index
/// @param seed of everything random
/// @param progress is told how far the work is
public record BuildOptions(int threads, long seed, BuildProgress progress) {

  /// One thread per processor.
  public static final BuildOptions DEFAULT =
      new BuildOptions(Runtime.getRuntime().availableProcessors(), 42, BuildProgress.SILENT);

  public BuildOptions {
    require(threads >= 1, "threads is %d; it must be at least 1", threads);
  }

  public BuildOptions withThreads(int threads) {
    return new BuildOptions(threads, seed, progress);
  }

  public BuildOptions withSeed(long seed) {
    return new BuildOptions(threads, seed, progress);
  }

  public BuildOptions with(BuildProgress progress) {
    return new BuildOptions(threads, seed, progress);
  }
}
