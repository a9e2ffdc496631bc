package dev.eidetic.evaluate.dataset;

import dev.eidetic.evaluate.file.MalformedFileException;
import dev.eidetic.evaluate.file.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Classes that are in the training list and in the test list: a model that has seen them is not
/// measured on the unknown. GLDv2, for one, shares landmarks with Revisited Oxford and Paris
/// (<https://arxiv.org/abs/2404.01524>).
///
/// @param shared names in both, sorted
/// @param trained how many classes the training list has
/// @param tested how many classes the test list has
public record ClassOverlap(List<String> shared, int trained, int tested) {

  /// Compares names, letter by letter but whatever the case.
  public static ClassOverlap between(Collection<String> trained, Collection<String> tested) {
    var training = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    training.addAll(trained);
    var testing = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    testing.addAll(tested);
    var shared = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    shared.addAll(testing);
    shared.retainAll(training);
    return new ClassOverlap(List.copyOf(shared), training.size(), testing.size());
  }

  /// The classes of a training list.
  ///
  /// @param list folder of class folders, CSV with a column `label`, `class` or `category`, or text
  ///   with one class per line
  /// @throws dev.eidetic.evaluate.file.MalformedFileException if it names no classes
  public static Set<String> classes(Path list) throws IOException {
    if (Files.isDirectory(list)) {
      return ImageFolders.leaveOneOut(list, Set.of()).labels();
    }
    var classes = new TreeSet<String>();
    if (list.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) {
      TextTable.csv(list).forEach(row -> classes.add(ImageTable.label(row)));
    } else {
      new TextTable(list, '\t', 0, false).forEach(row -> classes.add(row.cell(0)));
    }
    if (classes.isEmpty()) {
      throw new MalformedFileException(list, "it names no classes; a training list is expected");
    }
    return classes;
  }

  /// A sentence for reports; blank if nothing is shared.
  public String warning() {
    if (shared.isEmpty()) {
      return "";
    }
    var first = shared.subList(0, Math.min(5, shared.size()));
    return "%d of %d tested classes were trained on (%s%s); figures do not measure the unknown"
        .formatted(
            shared.size(),
            tested,
            String.join(", ", first),
            first.size() < shared.size() ? ", …" : "");
  }
}
