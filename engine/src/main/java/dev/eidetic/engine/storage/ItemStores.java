package dev.eidetic.engine.storage;

import dev.eidetic.encode.EmbeddingSpace;
import dev.eidetic.engine.EngineException.ConflictException;
import dev.eidetic.engine.EngineException.DamagedException;
import dev.eidetic.engine.EngineException.NotFoundException;
import dev.eidetic.engine.fields.Schema;
import dev.eidetic.lucene.SegmentSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/// Makes and opens the stores of a folder: the current one, and the one beside it while vectors of
/// another model are made or kept.
public final class ItemStores {

  private ItemStores() {}

  /// True when the folder holds a collection.
  public static boolean exists(Path folder) throws IOException {
    return Generation.current(folder).hasIndex(folder);
  }

  /// The folder of the Lucene index that counts.
  static Path indexFolder(Path folder) throws IOException {
    return Generation.current(folder).index(folder);
  }

  /// The store that is not the current one, if there is one: unfinished, or the former.
  public static Optional<ItemStore> openOther(Path folder) throws IOException {
    var other = Generation.current(folder).other();
    return other.hasIndex(folder)
        ? Optional.of(open(folder, other, true, SegmentSettings.DEFAULT))
        : Optional.empty();
  }

  /// Makes an empty store beside the current one, for the same fields.
  ///
  /// @param current stays the caller's to close
  public static ItemStore createOther(ItemStore current, EmbeddingSpace space) throws IOException {
    var data = new CommitData(space, current.schema(), current.created());
    var other = current.generation().other();
    create(current.folder(), other, data, SegmentSettings.DEFAULT);
    return open(current.folder(), other, true, SegmentSettings.DEFAULT);
  }

  /// Makes an empty store, its folder included.
  ///
  /// @throws ConflictException if the folder holds a collection already
  public static ItemStore create(Path folder, EmbeddingSpace space) throws IOException {
    return create(folder, space, SegmentSettings.DEFAULT);
  }

  /// @param settings for the segments that are written
  static ItemStore create(Path folder, EmbeddingSpace space, SegmentSettings settings)
      throws IOException {
    if (exists(folder)) {
      throw new ConflictException("%s holds a collection already; open it".formatted(folder));
    }
    var data = new CommitData(space, Schema.EMPTY, Instant.now());
    create(folder, Generation.current(folder), data, settings);
    return open(folder, settings);
  }

  private static void create(
      Path folder, Generation generation, CommitData data, SegmentSettings settings)
      throws IOException {
    Files.createDirectories(generation.index(folder));
    try (var directory = FSDirectory.open(generation.index(folder));
        var writer = WriterSettings.open(folder, directory, data.space().dimension(), settings)) {
      writer.setLiveCommitData(data.write().entrySet());
      writer.commit();
    }
  }

  /// Opens a store; nothing is locked until the first write.
  ///
  /// @throws NotFoundException if the folder holds none
  /// @throws DamagedException if it cannot be read
  public static ItemStore open(Path folder) throws IOException {
    return open(folder, SegmentSettings.DEFAULT);
  }

  /// @param settings for the segments that are written
  static ItemStore open(Path folder, SegmentSettings settings) throws IOException {
    if (!exists(folder)) {
      throw new NotFoundException(
          "%s holds no collection; make one with: eidetic index FOLDER --collection %s"
              .formatted(folder, folder));
    }
    return open(folder, Generation.current(folder), false, settings);
  }

  private static ItemStore open(
      Path folder, Generation generation, boolean isNext, SegmentSettings settings)
      throws IOException {
    var directory = FSDirectory.open(generation.index(folder));
    @Nullable DirectoryReader reader = null;
    try {
      reader = DirectoryReader.open(directory);
      var data = CommitData.read(folder.toString(), reader.getIndexCommit().getUserData());
      return new ItemStore(folder, generation, isNext, directory, settings, reader, data);
    } catch (CorruptIndexException
        | IndexFormatTooNewException
        | IndexFormatTooOldException
        | IllegalArgumentException e) {
      IOUtils.close(reader, directory);
      throw new DamagedException("%s cannot be read: %s".formatted(folder, e.getMessage()), e);
    } catch (IOException | RuntimeException e) {
      IOUtils.close(reader, directory);
      throw e;
    }
  }
}
