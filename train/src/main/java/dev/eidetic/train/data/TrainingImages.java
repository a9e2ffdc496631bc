package dev.eidetic.train.data;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.evaluate.dataset.LabelledImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Image files and their classes.
///
/// @param files absolute paths
/// @param labels number of each file's class
/// @param classes names by number
public record TrainingImages(List<Path> files, int[] labels, List<String> classes) {

  public TrainingImages {
    files = List.copyOf(files);
    classes = List.copyOf(classes);
    require(
        files.size() == labels.length,
        "there are %d files and %d labels",
        files.size(),
        labels.length);
  }

  /// Numbers classes in order of appearance.
  ///
  /// @param root that relative paths start from
  public static TrainingImages of(Path root, List<LabelledImage> images) {
    var numbers = new LinkedHashMap<String, Integer>();
    var files = new ArrayList<Path>();
    var labels = new int[images.size()];
    for (int i = 0; i < labels.length; i++) {
      files.add(root.resolve(images.get(i).path()).toAbsolutePath().normalize());
      labels[i] = numbers.computeIfAbsent(images.get(i).label(), _ -> numbers.size());
    }
    return new TrainingImages(files, labels, List.copyOf(numbers.keySet()));
  }

  public int size() {
    return files.size();
  }

  /// The images of some classes, whose numbers are given anew.
  public TrainingImages ofClasses(Set<String> wanted) {
    return filtered(wanted, true);
  }

  /// The images of all other classes, whose numbers are given anew.
  public TrainingImages withoutClasses(Set<String> unwanted) {
    return filtered(unwanted, false);
  }

  private TrainingImages filtered(Set<String> names, boolean isWanted) {
    return chosen(
        IntStream.range(0, size())
            .filter(i -> names.contains(classes.get(labels[i])) == isWanted)
            .toArray());
  }

  /// Some of the images, classes numbered anew.
  public TrainingImages chosen(int[] images) {
    Map<Integer, Integer> numbers = new LinkedHashMap<>();
    var chosenFiles = new ArrayList<Path>();
    var chosenLabels = new int[images.length];
    for (int i = 0; i < images.length; i++) {
      chosenFiles.add(files.get(images[i]));
      chosenLabels[i] = numbers.computeIfAbsent(labels[images[i]], _ -> numbers.size());
    }
    return new TrainingImages(
        chosenFiles, chosenLabels, numbers.keySet().stream().map(classes::get).toList());
  }

  /// SHA-256 over names and classes, in order.
  public String fingerprint() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (int i = 0; i < size(); i++) {
        String line = files.get(i).getFileName() + "\t" + classes.get(labels[i]) + "\n";
        digest.update(line.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
