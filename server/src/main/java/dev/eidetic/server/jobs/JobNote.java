package dev.eidetic.server.jobs;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// A file beside a collection that says which job is not finished, so that a restart takes it up
/// again. Files that are in the collection as they are get skipped then.
final class JobNote {

  private static final String FILE = "unfinished-job.json";

  private JobNote() {}

  static void write(Path collection, JobOrder order) throws IOException {
    var part = collection.resolve(FILE + ".part");
    Files.writeString(part, JSON.std.asString(order.json()));
    Files.move(
        part,
        collection.resolve(FILE),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  static void remove(Path collection) throws IOException {
    Files.deleteIfExists(collection.resolve(FILE));
  }

  /// The job that was not finished, if there is one.
  ///
  /// @param name of the collection
  static Optional<JobOrder> read(Path collection, String name) throws IOException {
    var file = collection.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JobOrder.of(name, JSON.std.mapFrom(Files.readString(file))));
    } catch (IOException | RuntimeException _) { // half written: the job had not been accepted yet
      return Optional.empty();
    }
  }
}
