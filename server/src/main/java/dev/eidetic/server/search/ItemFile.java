package dev.eidetic.server.search;

import dev.eidetic.engine.EngineException.NotFoundException;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.server.problems.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// The file that an item was made from, where it is still there.
final class ItemFile {

  private static final long MAX_BYTES = 256L << 20;

  private ItemFile() {}

  /// @param consequence what cannot be done without the file, to end a sentence
  /// @throws ProblemException of status 404 if it cannot be read any more
  static byte[] read(Snapshot now, String id, String consequence) throws IOException {
    var item = now.get(id);
    if (item.isEmpty()) {
      throw new NotFoundException(now.noSuchItem(id));
    }
    try {
      var path = Path.of(item.get().path());
      if (Files.isRegularFile(path) && Files.size(path) <= MAX_BYTES) {
        return Files.readAllBytes(path);
      }
    } catch (InvalidPathException _) { // an address on the web: as good as gone
    }
    throw gone(id, consequence);
  }

  static ProblemException gone(String id, String consequence) {
    return ProblemException.notFound(
        "the picture of item \"%s\" cannot be read any more, so %s".formatted(id, consequence));
  }
}
