package dev.eidetic.server.search;

import dev.eidetic.engine.EngineException.NotFoundException;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.engine.local.OriginalFile;
import dev.eidetic.server.problems.ProblemException;
import java.io.IOException;

/// The file that an item was made from, where it is still there and still the same.
final class ItemFile {

  private ItemFile() {}

  /// @param consequence what cannot be done without the file, to end a sentence
  /// @throws ProblemException of status 404 if it cannot be read any more
  static byte[] read(Snapshot now, String id, String consequence) throws IOException {
    var item = now.get(id);
    if (item.isEmpty()) {
      throw new NotFoundException(now.noSuchItem(id));
    }
    return OriginalFile.read(item.get()).orElseThrow(() -> gone(id, consequence));
  }

  static ProblemException gone(String id, String consequence) {
    return ProblemException.notFound(
        "the picture of item \"%s\" cannot be read any more, so %s".formatted(id, consequence));
  }
}
