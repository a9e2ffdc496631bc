package dev.eidetic.server.jobs;

import dev.eidetic.server.collections.ServedCollection;
import java.io.IOException;
import java.util.Map;

/// Does one kind of job.
@FunctionalInterface
interface JobWork {

  /// @throws StoppedException if it was told to stop and has nothing to report
  Result run(ServedCollection.Use use, Watcher watcher) throws IOException, InterruptedException;

  /// Sees how far it is. Called by any thread.
  @FunctionalInterface
  interface Watcher {

    /// @param progress as JSON
    /// @return false to stop
    boolean goesOn(Map<String, Object> progress);

    /// The same for work that can only be stopped by a failure.
    ///
    /// @param total 0 where it cannot be told
    default void require(String step, long done, long total) {
      if (!goesOn(Map.of("step", step, "done", done, "total", total))) {
        throw new StoppedException();
      }
    }
  }

  /// @param report as JSON
  /// @param isComplete false if it was stopped before its end
  record Result(Map<String, Object> report, boolean isComplete) {}

  /// The job was told to stop; what it has saved stays.
  final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1;
  }
}
