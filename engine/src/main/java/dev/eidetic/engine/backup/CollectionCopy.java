package dev.eidetic.engine.backup;

import dev.eidetic.engine.Collection;
import dev.eidetic.engine.EngineException.ConflictException;
import dev.eidetic.engine.storage.StoreCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Backups: copies of the last commit of a collection, which are collections themselves.
public final class CollectionCopy {

  private static final String ENCODER_NOTE = "encoder.txt";

  private CollectionCopy() {}

  /// Copies a collection to a folder, or brings an earlier backup there up to date: only new files
  /// are copied. Nobody needs to stop writing meanwhile.
  ///
  /// @param backup made if it does not exist
  /// @throws dev.eidetic.engine.EngineException.DamagedException if a file of the collection does
  ///   not agree with its checksum
  public static Copied backUp(Path collection, Path backup) throws IOException {
    var copied = StoreCopy.copy(collection, backup);
    copyNote(collection, backup);
    return copied;
  }

  /// Makes a folder the collection that was backed up.
  ///
  /// @param replaces whether a collection that is there may be replaced; all that was written to it
  ///   since the backup is lost then
  /// @throws ConflictException if one is there and must not be replaced
  public static Copied restore(Path backup, Path collection, boolean replaces) throws IOException {
    if (!replaces && Collection.exists(collection)) {
      throw new ConflictException(
          "%s holds a collection already; restore into another folder, or replace it on purpose"
              .formatted(collection));
    }
    var copied = StoreCopy.copy(backup, collection);
    copyNote(backup, collection);
    return copied;
  }

  private static void copyNote(Path from, Path to) throws IOException {
    var note = from.resolve(ENCODER_NOTE);
    if (Files.exists(note)) {
      Files.copy(note, to.resolve(ENCODER_NOTE), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
