package dev.eidetic.engine.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.index.IndexWriter;

/// A write that failed: finds the first cause, and whether it is a full disk.
///
/// Lucene closes its writer after such a failure; everything up to the last commit is intact.
record WriteFailure(Path folder, IndexWriter writer, Exception failure) {

  private static final long FULL_BELOW_BYTES = 1 << 20;

  IOException asException() {
    var tragedy = writer.getTragicException();
    var cause = tragedy == null ? failure : tragedy;
    String because = isDiskFull(cause) ? "its disk is full; free some space" : cause.toString();
    return new IOException(
        "%s could not be written: %s. What was saved before is intact; run the same command again to go on"
            .formatted(folder, because),
        cause);
  }

  private boolean isDiskFull(Throwable cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      String message = String.valueOf(each.getMessage());
      if (message.contains("No space left") || message.contains("quota exceeded")) {
        return true;
      }
    }
    try {
      return Files.getFileStore(folder).getUsableSpace() < FULL_BELOW_BYTES;
    } catch (IOException _) {
      return false;
    }
  }
}
