package dev.eidetic.evaluate.dataset;

import dev.eidetic.evaluate.file.MalformedFileException;
import dev.eidetic.evaluate.file.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Images that answer no query and make finding harder, such as the million of Revisited Oxford and
/// Paris.
public final class Distractors {

  private Distractors() {}

  /// Reads a folder, at any depth and in the order of names, or a list, in its order.
  ///
  /// @param source folder of images, or text file with one path per line, below the file's folder,
  ///   such as `revisitop1m.txt`
  /// @param root folder that the images' paths are to start from
  /// @throws MalformedFileException if there are none
  public static List<ImageReference> read(Path source, Path root) throws IOException {
    var paths = new ArrayList<Path>();
    if (Files.isDirectory(source)) {
      ImageFolders.list(source).forEach(name -> paths.add(source.resolve(name)));
    } else {
      new TextTable(source, '\t', 0, false)
          .forEach(row -> paths.add(source.resolveSibling(row.cell(0))));
    }
    if (paths.isEmpty()) {
      throw new MalformedFileException(
          source, "it has no distractors; a folder of images or a list of paths is expected");
    }
    var base = root.toAbsolutePath();
    return paths.stream()
        .map(path -> new ImageReference(ImageFolders.relative(base, path.toAbsolutePath())))
        .toList();
  }
}
