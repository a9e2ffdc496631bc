package dev.eidetic.encode.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whole folders: their size, their safety on disk, their end. Links are not followed.
final class Folders {

  private Folders() {}

  /// All regular files below a folder.
  static List<Path> files(Path folder) throws IOException {
    try (var entries = Files.walk(folder)) {
      return entries.filter(Files::isRegularFile).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  static long bytes(Path folder) throws IOException {
    long sum = 0;
    for (var file : files(folder)) {
      sum += Files.size(file);
    }
    return sum;
  }

  static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// Cleans up after a failure, which stays the one that is reported.
  static void deleteQuietly(Path folder, Throwable failure) {
    try {
      delete(folder);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /// Returns when files and names are on the disk itself.
  static void flush(Path folder) throws IOException {
    for (var file : files(folder)) {
      try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }
    try (var entries = Files.walk(folder)) {
      entries.filter(Files::isDirectory).forEach(Folders::flushEntry);
    }
  }

  /// Writes down the names in one folder, where the system allows it: Windows does not open
  /// folders.
  static void flushEntry(Path folder) {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException _) {
      // The files themselves are safe; after a power cut a name may be missing, never half a file.
    }
  }
}
