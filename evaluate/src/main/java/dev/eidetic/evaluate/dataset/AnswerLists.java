package dev.eidetic.evaluate.dataset;

import dev.eidetic.evaluate.GroundTruth;
import dev.eidetic.evaluate.Relevance;
import dev.eidetic.evaluate.file.MalformedFileException;
import dev.eidetic.evaluate.file.TextTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Truth by name: one table says which images answer each query, another or a folder what the
/// gallery is.
///
/// @param truth table with a header; its first column names the query, its second the images
///   (separated by blanks; blank or `None` if there are none); a query may have several lines
/// @param usages values of the column Usage that are judged; none if there is no such column
/// @param gallery table whose first column names the gallery's images, or a folder of images
/// @param queryPath where the image of a query lies
/// @param galleryPath where an image of the gallery lies
/// @param askAll whether all images in the queries' folder ask, also those without an answer
public record AnswerLists(
    String truth,
    Set<String> usages,
    String gallery,
    PathRule queryPath,
    PathRule galleryPath,
    boolean askAll) {

  public AnswerLists {
    usages = Set.copyOf(usages);
  }

  List<String> needs() {
    return List.of(truth, gallery);
  }

  EvaluationTask read(Path root) throws IOException {
    var galleryNames = galleryNames(root);
    Map<String, Integer> ordinals = LinkedHashMap.newLinkedHashMap(galleryNames.size());
    for (String name : galleryNames) {
      if (ordinals.put(name, ordinals.size()) != null) {
        throw new MalformedFileException(
            root.resolve(gallery), "it names \"%s\" twice; list each image once", name);
      }
    }
    var answers = answers(root, ordinals);
    if (answers.isEmpty()) {
      throw new MalformedFileException(
          root.resolve(truth), "it has no queries of this split; is it the right file?");
    }
    var relevances = new ArrayList<Relevance>();
    answers.values().forEach(list -> relevances.add(Relevance.of(list)));
    return new EvaluationTask.Retrieval(
        answers.keySet().stream().map(name -> new ImageReference(queryPath.path(name))).toList(),
        galleryNames.stream().map(name -> new ImageReference(galleryPath.path(name))).toList(),
        GroundTruth.of(galleryNames.size(), relevances));
  }

  private List<String> galleryNames(Path root) throws IOException {
    var names = new ArrayList<String>();
    if (gallery.endsWith(".csv")) {
      TextTable.csv(root.resolve(gallery)).forEach(row -> names.add(row.cell(0)));
      return names;
    }
    return namesIn(root.resolve(gallery));
  }

  /// Names of the images in a folder, without endings.
  private static List<String> namesIn(Path folder) throws IOException {
    var names = new ArrayList<String>();
    for (String path : ImageFolders.list(folder)) {
      String name = path.substring(path.lastIndexOf('/') + 1);
      names.add(name.substring(0, name.lastIndexOf('.')));
    }
    return names;
  }

  private Map<String, int[]> answers(Path root, Map<String, Integer> ordinals) throws IOException {
    var answers = new LinkedHashMap<String, int[]>();
    if (askAll) {
      namesIn(root.resolve(queryPath.folder())).forEach(name -> answers.put(name, new int[0]));
    }
    TextTable.csv(root.resolve(truth))
        .forEach(
            row -> {
              if (!usages.isEmpty() && !usages.contains(row.cell("Usage"))) {
                return;
              }
              var names = names(row.cell(1));
              if (names.isEmpty() && !askAll) {
                return;
              }
              int[] known = answers.getOrDefault(row.cell(0), new int[0]);
              int[] all = Arrays.copyOf(known, known.length + names.size());
              for (int i = 0; i < names.size(); i++) {
                all[known.length + i] = ordinal(row, names.get(i), ordinals);
              }
              answers.put(row.cell(0), all);
            });
    return answers;
  }

  private static List<String> names(String cell) {
    return cell.isBlank() || cell.equals("None")
        ? List.of()
        : List.of(cell.strip().split("\\s+", -1));
  }

  private int ordinal(TextTable.Row row, String name, Map<String, Integer> ordinals)
      throws IOException {
    return Optional.ofNullable(ordinals.get(name))
        .orElseThrow(
            () ->
                row.refuse(
                    "image \"%s\" is not in the gallery, %s (%d images): are both of one version?",
                    name, gallery, ordinals.size()));
  }
}
