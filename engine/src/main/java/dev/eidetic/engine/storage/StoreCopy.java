package dev.eidetic.engine.storage;

import dev.eidetic.engine.EngineException.BusyException;
import dev.eidetic.engine.EngineException.DamagedException;
import dev.eidetic.engine.EngineException.NotFoundException;
import dev.eidetic.engine.backup.Copied;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.LockObtainFailedException;

/// Copies the last commit of a store: its files never change, so it needs no lock, and a later copy
/// to the same place brings only what is new.
public final class StoreCopy {

  private static final int ATTEMPTS = 5;

  private StoreCopy() {}

  /// Makes the folder `to` a copy of the store in `from`. Every file that is copied is compared
  /// with its checksum; what is in `to` stays readable until the copy is whole.
  ///
  /// @throws NotFoundException if `from` holds no collection
  /// @throws DamagedException if a file of it is damaged
  /// @throws BusyException if `from` changes faster than it can be copied, or `to` is being written
  public static Copied copy(Path from, Path to) throws IOException {
    if (!ItemStores.exists(from)) {
      throw new NotFoundException("%s holds no collection".formatted(from));
    }
    Files.createDirectories(ItemStores.indexFolder(to));
    for (int attempt = 1; ; attempt++) {
      try (var source = FSDirectory.open(ItemStores.indexFolder(from));
          var target = FSDirectory.open(ItemStores.indexFolder(to));
          var _ = target.obtainLock(IndexWriter.WRITE_LOCK_NAME);
          var reader = DirectoryReader.open(source)) {
        var commit = reader.getIndexCommit();
        return copy(source, target, commit.getFileNames(), commit.getSegmentsFileName());
      } catch (NoSuchFileException e) {
        // A writer has committed anew and deleted a file of this commit: copy the new one.
        if (attempt == ATTEMPTS) {
          throw new BusyException(
              "%s changes faster than it is copied; stop writing to it meanwhile".formatted(from),
              e);
        }
      } catch (LockObtainFailedException e) {
        throw new BusyException(
            "%s is being written by another process; wait until it ends or stop it".formatted(to),
            e);
      } catch (CorruptIndexException e) {
        throw new DamagedException(
            "%s is damaged and was not copied: %s".formatted(from, e.getMessage()), e);
      }
    }
  }

  private static Copied copy(
      FSDirectory source, FSDirectory target, Collection<String> files, String segments)
      throws IOException {
    int copied = 0;
    long bytes = 0;
    for (String file : files) {
      if (!file.equals(segments) && !isThere(source, target, file)) {
        copyFile(source, target, file);
        copied++;
        bytes += target.fileLength(file);
      }
    }
    copyFile(source, target, segments);
    target.syncMetaData();
    deleteOthers(target, files);
    return new Copied(files.size(), copied + 1, bytes + target.fileLength(segments));
  }

  /// Names are given once, but a store that was restored may give one again: so length and checksum
  /// must agree, too.
  private static boolean isThere(FSDirectory source, FSDirectory target, String file)
      throws IOException {
    var copy = target.getDirectory().resolve(file);
    var original = source.getDirectory().resolve(file);
    return Files.exists(copy)
        && Files.size(copy) == Files.size(original)
        && Arrays.equals(footer(copy), footer(original));
  }

  private static byte[] footer(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var bytes = java.nio.ByteBuffer.allocate((int) Math.min(16, channel.size()));
      channel.read(bytes, channel.size() - bytes.capacity());
      return bytes.array();
    }
  }

  private static void copyFile(FSDirectory source, FSDirectory target, String file)
      throws IOException {
    var part = target.getDirectory().resolve("." + file + ".part");
    try {
      Files.copy(source.getDirectory().resolve(file), part, StandardCopyOption.REPLACE_EXISTING);
      try (var input = target.openInput(part.getFileName().toString(), IOContext.READONCE)) {
        CodecUtil.checksumEntireFile(input);
      }
      try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(
          part,
          target.getDirectory().resolve(file),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void deleteOthers(FSDirectory target, Collection<String> files)
      throws IOException {
    var kept = Set.copyOf(files);
    // First older and newer commits: with the last of them gone, the copy is what is opened.
    for (String file : target.listAll()) {
      if (file.startsWith(IndexFileNames.SEGMENTS) && !kept.contains(file)) {
        target.deleteFile(file);
      }
    }
    target.syncMetaData();
    for (String file : target.listAll()) {
      if (IndexFileNames.CODEC_FILE_PATTERN.matcher(file).matches() && !kept.contains(file)) {
        target.deleteFile(file);
      }
    }
  }
}
