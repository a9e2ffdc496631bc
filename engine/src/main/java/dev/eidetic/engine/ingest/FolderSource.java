package dev.eidetic.engine.ingest;

import dev.eidetic.engine.EngineException.NotFoundException;
import dev.eidetic.engine.Refusal.Reason;
import dev.eidetic.engine.storage.ItemStores;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;

/// All files of a folder and the folders in it. Links are followed, loops are not; what starts with
/// a dot is left alone, and so is a collection that lies inside. The id of a file is its path below
/// the folder, with `/` between names.
public final class FolderSource implements ImageSource {

  /// Stands in a name for bytes that are no UTF-8.
  private static final char UNDECODABLE = '\uFFFD';

  private final Path root;
  private final boolean staysInside;

  /// @throws NotFoundException if the folder does not exist
  public FolderSource(Path folder) throws IOException {
    this(folder, false);
  }

  /// The same, but links that lead out of the folder are refused: what a server needs that takes in
  /// folders for strangers.
  ///
  /// @throws NotFoundException if the folder does not exist
  public static FolderSource within(Path folder) throws IOException {
    return new FolderSource(folder, true);
  }

  private FolderSource(Path folder, boolean staysInside) throws IOException {
    this.staysInside = staysInside;
    if (!Files.isDirectory(folder)) {
      throw new NotFoundException(
          Files.exists(folder)
              ? "%s is not a folder".formatted(folder)
              : "folder %s does not exist".formatted(folder));
    }
    this.root = folder.toRealPath();
  }

  @Override
  public String root() {
    return root.toString();
  }

  @Override
  public void forEach(Visitor visitor) throws IOException {
    Files.walkFileTree(
        root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Walk(visitor));
  }

  private String id(Path path) {
    return root.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  private final class Walk extends SimpleFileVisitor<Path> {

    private final Visitor visitor;

    Walk(Visitor visitor) {
      this.visitor = visitor;
    }

    private boolean leadsOut(Path path) throws IOException {
      return staysInside && !path.toRealPath().startsWith(root);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      if (leadsOut(folder)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      return !folder.equals(root) && (isHidden(folder) || ItemStores.exists(folder))
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
      if (isHidden(path)) {
        return FileVisitResult.CONTINUE;
      }
      if (!attributes.isSymbolicLink() && leadsOut(path)) {
        return goOn(
            visitor.unreadable(
                id(path), path, Reason.UNREADABLE, "its link leads out of the folder"));
      }
      if (attributes.isSymbolicLink()) { // links are followed; this one could not be
        return goOn(
            visitor.unreadable(id(path), path, Reason.UNREADABLE, FileFailure.LINK_TO_NOWHERE));
      }
      if (!attributes.isRegularFile()) { // a pipe or device: opening it might wait for ever
        return goOn(
            visitor.unreadable(
                id(path), path, Reason.UNREADABLE, "neither a file nor a folder; remove it"));
      }
      if (id(path).indexOf(UNDECODABLE) >= 0) {
        return goOn(
            visitor.unreadable(
                id(path),
                path,
                Reason.UNREADABLE,
                "its name is not UTF-8, so it could not be opened again; rename it"));
      }
      var modified = attributes.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.MILLIS);
      return goOn(visitor.file(new SourceFile(id(path), path, attributes.size(), modified)));
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException failure) {
      if (failure instanceof FileSystemLoopException || isHidden(path)) {
        return FileVisitResult.CONTINUE; // all below a loop has been visited already
      }
      return goOn(
          visitor.unreadable(
              id(path), path, Reason.UNREADABLE, FileFailure.message(path, failure)));
    }

    @Override
    public FileVisitResult postVisitDirectory(
        Path folder, @org.jspecify.annotations.Nullable IOException failure) {
      return failure == null
          ? FileVisitResult.CONTINUE
          : goOn(
              visitor.unreadable(
                  id(folder), folder, Reason.UNREADABLE, FileFailure.message(folder, failure)));
    }

    private static FileVisitResult goOn(boolean goesOn) {
      return goesOn ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    private static boolean isHidden(Path path) {
      var name = path.getFileName();
      return name != null && name.toString().startsWith(".");
    }
  }
}
