package dev.eidetic.train.run;

import dev.eidetic.evaluate.dataset.ImageFolders;
import dev.eidetic.evaluate.dataset.ImageRole;
import dev.eidetic.evaluate.dataset.ImageTable;
import dev.eidetic.evaluate.dataset.LabelledImage;
import dev.eidetic.evaluate.dataset.SplitRoles;
import dev.eidetic.train.data.TrainingImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// Images to learn from, and images of other classes to measure on.
///
/// @param training images to learn from
/// @param held images of classes that are never learned; may be none
public record DataSplit(TrainingImages training, TrainingImages held) {

  /// Reads a folder of CLASS/IMAGE, a folder of images, or a CSV with columns image and label.
  ///
  /// @param exclude names of classes or folders that take no part
  /// @param share of the classes to hold out, drawn by the seed; at least two if above 0
  /// @param isUnlabelled whether each image to learn from is its own class
  /// @throws IOException if there are no images, or fewer than two classes would be left to learn
  public static DataSplit of(
      Path data, Set<String> exclude, double share, long seed, boolean isUnlabelled)
      throws IOException {
    var all = read(data, exclude, isUnlabelled);
    var names = held(all.classes(), share, seed);
    var training = all.withoutClasses(names);
    if (!isUnlabelled && training.classes().size() < 2) {
      throw new IOException(
          "%s has %d classes to learn from; at least 2 are needed"
              .formatted(data, training.classes().size()));
    }
    return new DataSplit(isUnlabelled ? withoutLabels(training) : training, all.ofClasses(names));
  }

  private static TrainingImages read(Path data, Set<String> exclude, boolean isUnlabelled)
      throws IOException {
    if (Files.isRegularFile(data)) {
      Path folder = data.toAbsolutePath().getParent();
      var images =
          ImageTable.read(data, SplitRoles.DEFAULT).images().stream()
              .filter(image -> !exclude.contains(image.label()))
              .toList();
      return TrainingImages.of(folder == null ? data : folder, images);
    }
    boolean isFlat = isUnlabelled && exclude.isEmpty() && isFlat(data);
    return TrainingImages.of(
        data, isFlat ? flat(data) : ImageFolders.leaveOneOut(data, exclude).images());
  }

  private static boolean isFlat(Path data) throws IOException {
    return ImageFolders.list(data).stream().noneMatch(path -> path.contains("/"));
  }

  private static List<LabelledImage> flat(Path data) throws IOException {
    return ImageFolders.list(data).stream()
        .map(path -> new LabelledImage(path, "all", ImageRole.BOTH))
        .toList();
  }

  private static Set<String> held(List<String> classes, double share, long seed) {
    if (share == 0 || classes.size() < 4) {
      return Set.of();
    }
    var order = new ArrayList<>(classes.stream().sorted().toList());
    var random = new SplittableRandom(seed);
    for (int i = order.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      String swapped = order.get(i);
      order.set(i, order.get(j));
      order.set(j, swapped);
    }
    int count = Math.max(2, (int) Math.ceil(share * classes.size()));
    return new HashSet<>(order.subList(0, Math.min(count, classes.size() - 2)));
  }

  private static TrainingImages withoutLabels(TrainingImages images) {
    var labels = new int[images.size()];
    var names = new ArrayList<String>();
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i;
      names.add(String.valueOf(i));
    }
    return new TrainingImages(images.files(), labels, names);
  }
}
