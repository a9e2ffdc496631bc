package dev.eidetic.evaluate.dataset;

import dev.eidetic.evaluate.file.MalformedFileException;
import dev.eidetic.evaluate.file.TextTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads IJB's lists of galleries and probes.
final class TemplateReader {

  private final Path root;
  private final Layout.TemplateSearch layout;
  private final List<List<ImageReference>> templates = new ArrayList<>();
  private final List<String> subjects = new ArrayList<>();

  TemplateReader(Path root, Layout.TemplateSearch layout) {
    this.root = root;
    this.layout = layout;
  }

  EvaluationTask read() throws IOException {
    var galleries = new ArrayList<List<Integer>>();
    for (String gallery : layout.galleries()) {
      galleries.add(table(gallery));
    }
    var probes = table(layout.probes());
    return new EvaluationTask.Identification(
        templates.stream().map(List::copyOf).toList(), subjects, galleries, probes);
  }

  /// The templates of a table, in order of appearance.
  private List<Integer> table(String file) throws IOException {
    Map<String, Integer> places = new LinkedHashMap<>();
    TextTable.csv(root.resolve(file))
        .forEach(
            row -> {
              String name = row.cell("TEMPLATE_ID");
              String subject = row.cell("SUBJECT_ID");
              int place = places.computeIfAbsent(name, _ -> templates.size());
              if (place == templates.size()) {
                templates.add(new ArrayList<>());
                subjects.add(subject);
              } else if (!subjects.get(place).equals(subject)) {
                throw row.refuse(
                    "template \"%s\" is of subject \"%s\" here and of \"%s\" before; it must be of"
                        + " one",
                    name, subject, subjects.get(place));
              }
              templates.get(place).add(image(row));
            });
    if (places.isEmpty()) {
      throw new MalformedFileException(root.resolve(file), "it has no templates; is it cut off?");
    }
    return List.copyOf(places.values());
  }

  private ImageReference image(TextTable.Row row) throws IOException {
    String path = PathPrefix.add(layout.images(), row.cell("FILENAME"));
    if (!row.has("FACE_X")) {
      return new ImageReference(path);
    }
    double left = row.realNumber(row.cell("FACE_X"));
    double top = row.realNumber(row.cell("FACE_Y"));
    double right = left + row.realNumber(row.cell("FACE_WIDTH"));
    double bottom = top + row.realNumber(row.cell("FACE_HEIGHT"));
    if (right <= left || bottom <= top) {
      throw row.refuse("the face is %s wide and %s high", right - left, bottom - top);
    }
    return new ImageReference(path, new Box(left, top, right, bottom));
  }
}
