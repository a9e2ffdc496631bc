package dev.eidetic.engine.ingest;

import dev.eidetic.engine.Refusal.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Single files, named one by one. The id of a file is its path below the common root.
public final class FileListSource implements ImageSource {

  private final Path root;
  private final List<Path> files;

  /// @param root folder that the files lie in or below; ids are relative to it
  /// @param files absolute, or relative to the root
  public FileListSource(Path root, List<Path> files) {
    this.root = root.toAbsolutePath().normalize();
    this.files = List.copyOf(files);
  }

  @Override
  public String root() {
    return root.toString();
  }

  @Override
  public void forEach(Visitor visitor) {
    for (var file : files) {
      var path = root.resolve(file).toAbsolutePath().normalize();
      if (!visit(path, visitor)) {
        return;
      }
    }
  }

  private boolean visit(Path path, Visitor visitor) {
    String id =
        path.startsWith(root)
            ? root.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/")
            : path.toString();
    try {
      var attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        return visitor.unreadable(id, path, Reason.UNREADABLE, "not a file; name files here");
      }
      var modified = attributes.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.MILLIS);
      return visitor.file(new SourceFile(id, path, attributes.size(), modified));
    } catch (IOException e) {
      return visitor.unreadable(id, path, Reason.UNREADABLE, FileFailure.message(path, e));
    }
  }
}
