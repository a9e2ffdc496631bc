package dev.eidetic.evaluate.dataset;

import dev.eidetic.evaluate.file.MalformedFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Folders whose names are classes: `root/cat/1.jpg`, at any depth; `root/Korean/character29/1.png`
/// is of class `Korean/character29`. Links are not followed; files that are no images are passed
/// over.
public final class ImageFolders {

  /// Endings of the files that count as images, in lower case.
  public static final Set<String> ENDINGS =
      Set.of("jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff", "ppm", "pgm", "jp2");

  private static final int MAX_DEPTH = 32;

  private ImageFolders() {}

  /// Each image in turn is the query, all are the gallery.
  ///
  /// @param exclude names of folders to leave out, at any depth, such as `BACKGROUND_Google`
  /// @throws MalformedFileException if there are no images in folders, or a name in `exclude` is
  ///   not there
  public static LabelledImages leaveOneOut(Path root, Set<String> exclude) throws IOException {
    return new LabelledImages(labelled(root, root, ImageRole.BOTH, exclude));
  }

  /// Queries from one folder, gallery from another, with shared class names, such as sketches and
  /// photographs. Paths are below `root`.
  ///
  /// @param queries folder below `root`
  /// @param gallery folder below `root`
  public static LabelledImages crossDomain(
      Path root, String queries, String gallery, Set<String> exclude) throws IOException {
    var images = new ArrayList<>(labelled(root, root.resolve(queries), ImageRole.QUERY, exclude));
    images.addAll(labelled(root, root.resolve(gallery), ImageRole.GALLERY, exclude));
    return new LabelledImages(images);
  }

  private static List<LabelledImage> labelled(
      Path base, Path root, ImageRole role, Set<String> exclude) throws IOException {
    var images = new ArrayList<LabelledImage>();
    for (String path : list(root)) {
      var parts = List.of(path.split("/", -1));
      var folders = parts.subList(0, parts.size() - 1);
      if (!folders.isEmpty() && folders.stream().noneMatch(exclude::contains)) {
        String label = String.join("/", folders);
        images.add(new LabelledImage(relative(base, root.resolve(path)), label, role));
      }
    }
    if (images.isEmpty()) {
      throw new MalformedFileException(
          root,
          "it has no images in class folders; put them as CLASS/IMAGE, or describe them in a CSV with"
              + " columns image,label");
    }
    for (String name : exclude) {
      if (!Files.isDirectory(root.resolve(name))
          && list(root).stream().noneMatch(path -> ("/" + path).contains("/" + name + "/"))) {
        throw new MalformedFileException(
            root, "there is no folder \"%s\" to exclude; check its spelling", name);
      }
    }
    return images;
  }

  /// All image files below a folder, with `/`, sorted.
  ///
  /// @throws MalformedFileException if it is no folder
  public static List<String> list(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new MalformedFileException(root, "it is no folder; check the path");
    }
    var real = root.toRealPath(); // a folder may be named by a link; those below are not followed
    try (var walk = Files.walk(real, MAX_DEPTH)) {
      return walk.filter(Files::isRegularFile)
          .filter(ImageFolders::isImage)
          .map(file -> relative(real, file))
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isImage(Path file) {
    var name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  static String relative(Path base, Path file) {
    return base.relativize(file).toString().replace('\\', '/');
  }
}
