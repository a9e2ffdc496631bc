package dev.eidetic.engine.ingest;

import dev.eidetic.engine.Refusal.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/// Where images come from.
public sealed interface ImageSource permits FolderSource, FileListSource {

  /// What the items of this source share: the folder that was indexed, absolute. A run with pruning
  /// removes items of this root whose files are gone.
  String root();

  /// Hands over each file once, in an order that is the same in each run over the same files.
  ///
  /// @throws IOException if the source itself cannot be read; single files are refused instead
  void forEach(Visitor visitor) throws IOException;

  /// Receives what a source finds.
  interface Visitor {

    /// @return false to stop
    boolean file(SourceFile file);

    /// A file or folder that cannot be looked at.
    ///
    /// @return false to stop
    boolean unreadable(String id, Path path, Reason reason, String message);
  }

  /// A file before it is read.
  ///
  /// @param id what the item is called unless the user says otherwise
  /// @param path absolute
  /// @param bytes its size
  /// @param modified when it was last written, to the millisecond
  record SourceFile(String id, Path path, long bytes, Instant modified) {}
}
