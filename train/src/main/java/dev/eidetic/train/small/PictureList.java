package dev.eidetic.train.small;

import dev.eidetic.evaluate.dataset.ImageFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Lists the pictures that the small model is trained on, and leaves out all that it is measured
/// on.
///
/// | set | trained on | left out |
/// |---|---|---|
/// | Caltech-101 | the first 71 classes in alphabetical order, and the background | the last 30 classes |
/// | clothing | the training split | the validation and test splits |
/// | Tiny ImageNet | all | |
/// | Omniglot | the first ten drawers of the first three alphabets | all other drawers, the other alphabets |
///
/// Labels are classes; pictures of the background are classes of their own.
public final class PictureList {

  private static final int MEASURED_CLASSES = 30;
  private static final int ALPHABETS = 3;
  private static final int DRAWERS = 10;
  private static final String BACKGROUND = "BACKGROUND_Google";

  private PictureList() {}

  /// Writes the list as CSV.
  ///
  /// @param arguments folder with `caltech101/101_ObjectCategories`, `clothing`, `tiny-imagenet`
  ///   and `omniglot/images_background_small1`; file to write
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      throw new IllegalArgumentException("two paths are needed: folder of the sets, file to write");
    }
    var root = Path.of(arguments[0]).toAbsolutePath().normalize();
    var lines = new ArrayList<String>();
    lines.add("image,label");
    lines.addAll(caltech(root.resolve("caltech101/101_ObjectCategories")));
    lines.addAll(clothing(root.resolve("clothing")));
    for (String image : ImageFolders.list(root.resolve("tiny-imagenet"))) {
      String label = "tiny-imagenet/" + image.substring(0, image.indexOf('/'));
      lines.add(line(root.resolve("tiny-imagenet"), image, label));
    }
    lines.addAll(omniglot(root.resolve("omniglot/images_background_small1")));
    Files.write(Path.of(arguments[1]), lines);
  }

  private static String line(Path folder, String image, String label) {
    return "\"%s\",\"%s\"".formatted(folder.resolve(image), label);
  }

  private static List<String> caltech(Path folder) throws IOException {
    var classes = new ArrayList<>(subfolders(folder));
    classes.remove(BACKGROUND);
    var learned = new HashSet<>(classes.subList(0, classes.size() - MEASURED_CLASSES));
    learned.add(BACKGROUND);
    var lines = new ArrayList<String>();
    for (String image : ImageFolders.list(folder)) {
      String name = image.substring(0, image.indexOf('/'));
      if (learned.contains(name)) {
        lines.add(line(folder, image, "caltech101/" + (name.equals(BACKGROUND) ? image : name)));
      }
    }
    return lines;
  }

  private static List<String> clothing(Path folder) throws IOException {
    var lines = new ArrayList<String>();
    for (String image : ImageFolders.list(folder.resolve("train"))) {
      String label = "clothing/" + image.substring(0, image.indexOf('/'));
      lines.add(line(folder.resolve("train"), image, label));
    }
    return lines;
  }

  /// Files are called after character and drawer: `0123_07.png`.
  private static List<String> omniglot(Path folder) throws IOException {
    Set<String> alphabets = Set.copyOf(subfolders(folder).subList(0, ALPHABETS));
    var lines = new ArrayList<String>();
    for (String image : ImageFolders.list(folder)) {
      String alphabet = image.substring(0, image.indexOf('/'));
      int drawer =
          Integer.parseInt(image.substring(image.lastIndexOf('_') + 1, image.lastIndexOf('.')));
      if (alphabets.contains(alphabet) && drawer <= DRAWERS) {
        lines.add(line(folder, image, "omniglot/" + image.substring(0, image.lastIndexOf('/'))));
      }
    }
    return lines;
  }

  private static List<String> subfolders(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(Files::isDirectory)
          .map(entry -> String.valueOf(entry.getFileName()))
          .sorted()
          .toList();
    }
  }
}
