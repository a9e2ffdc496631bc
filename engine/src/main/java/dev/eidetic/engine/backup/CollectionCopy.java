package dev.eidetic.engine.backup;

import dev.eidetic.engine.Collection;
import dev.eidetic.engine.EngineException.ConflictException;
import dev.eidetic.engine.duplicates.NotCopies;
import dev.eidetic.engine.opening.EncoderNote;
import dev.eidetic.engine.relevance.MatchModelFile;
import dev.eidetic.engine.storage.Generation;
import dev.eidetic.engine.storage.StoreCopy;
import dev.eidetic.engine.tuning.TunedSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// Backups: copies of the last commit of a collection, which are collections themselves.
public final class CollectionCopy {

  /// What belongs to a collection and not to its index.
  private static final List<String> NOTES = List.of(NotCopies.NAME);

  /// The same of the vectors that count.
  private static final List<String> NOTES_OF_VECTORS =
      List.of(EncoderNote.FILE, MatchModelFile.NAME, TunedSearch.NAME);

  private CollectionCopy() {}

  /// Copies a collection to a folder, or brings an earlier backup there up to date: only new files
  /// are copied. Nobody needs to stop writing meanwhile.
  ///
  /// @param backup made if it does not exist
  /// @throws dev.eidetic.engine.EngineException.DamagedException if a file of the collection does
  ///   not agree with its checksum
  public static Copied backUp(Path collection, Path backup) throws IOException {
    var copied = StoreCopy.copy(collection, backup);
    copyNotes(collection, backup);
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
    copyNotes(backup, collection);
    return copied;
  }

  private static void copyNotes(Path from, Path to) throws IOException {
    for (String name : NOTES) {
      copyNote(from.resolve(name), to.resolve(name));
    }
    for (String name : NOTES_OF_VECTORS) {
      copyNote(Generation.current(from).file(from, name), Generation.current(to).file(to, name));
    }
  }

  private static void copyNote(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
