package dev.eidetic.encode.store;

import dev.eidetic.encode.store.ModelStoreException.Kind;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/// A folder that was looked through and may be copied into the store.
///
/// @param folder with links resolved
/// @param files below it, without hidden ones
/// @param bytes of all files
record FolderCopy(Path folder, List<Path> files, long bytes) {

  /// A model folder has ten or twenty; more means that somebody named the wrong folder.
  private static final int MAX_FILES = 1000;

  FolderCopy {
    files = List.copyOf(files);
  }

  /// Looks through a folder.
  ///
  /// @param store must not lie in it, or it would be copied into itself
  static FolderCopy of(Path source, Path store) throws IOException {
    if (!Files.isDirectory(source)) {
      throw unsuitable(source, Files.exists(source) ? "is not a folder" : "does not exist");
    }
    var folder = source.toRealPath();
    if ((Files.exists(store) ? store.toRealPath() : store).startsWith(folder)) {
      throw unsuitable(source, "contains the model store " + store);
    }
    var files = new ArrayList<Path>();
    long bytes = 0;
    // Followed, because the cache of Hugging Face consists of links; a loop of links is an error.
    Files.walkFileTree(
        folder,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return !directory.equals(folder) && isHidden(directory)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isSymbolicLink()) { // links are followed, so this one led nowhere
              throw unsuitable(source, "has the link %s, which leads nowhere".formatted(file));
            }
            if (!isHidden(file) && attributes.isRegularFile()) {
              files.add(file);
              if (files.size() > MAX_FILES) {
                throw unsuitable(source, "has more than %d files".formatted(MAX_FILES));
              }
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            throw unsuitable(
                source,
                e instanceof FileSystemLoopException
                    ? "has the link %s, which leads back to where it is".formatted(file)
                    : "has %s, which cannot be read (%s)".formatted(file, e));
          }
        });
    for (var file : files) {
      bytes += Files.size(file);
    }
    if (files.isEmpty()) {
      throw unsuitable(source, "has no files");
    }
    return new FolderCopy(folder, files, bytes);
  }

  /// @param target an empty folder
  void copyTo(Path target) throws IOException {
    long free = Files.getFileStore(target).getUsableSpace();
    if (bytes > free) {
      throw new ModelStoreException(
          Kind.TOO_LARGE,
          "%s has %d bytes; the disk of %s has room for %d".formatted(folder, bytes, target, free));
    }
    for (var file : files) {
      var copy = target.resolve(folder.relativize(file).toString());
      var parent = copy.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      // Bytes only: a file that may not be written could not be flushed, nor removed on Windows.
      try (var output = Files.newOutputStream(copy)) {
        Files.copy(file, output);
      }
    }
  }

  private static boolean isHidden(Path file) {
    return String.valueOf(file.getFileName()).startsWith(".");
  }

  private static ModelStoreException unsuitable(Path source, String reason) {
    return new ModelStoreException(
        Kind.UNSUITABLE,
        "%s %s; name the folder that holds the files of one model".formatted(source, reason));
  }
}
