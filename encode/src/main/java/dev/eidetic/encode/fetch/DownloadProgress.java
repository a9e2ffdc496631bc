package dev.eidetic.encode.fetch;

import java.time.Duration;

/// Hears how downloads proceed, on the thread that downloads. Must be quick.
@FunctionalInterface
public interface DownloadProgress {

  /// Hears nothing.
  DownloadProgress SILENT = (_, _, _) -> {};

  /// @param file path in the repository
  /// @param bytesDone including those of earlier, interrupted runs; falls when a file starts over
  /// @param bytesTotal the size of the file
  void advanced(String file, long bytesDone, long bytesTotal);

  /// An attempt failed; another one follows.
  ///
  /// @param file path in the repository, or what else was asked for
  /// @param wait until then
  default void retrying(String file, Duration wait, FetchException failure) {}
}
