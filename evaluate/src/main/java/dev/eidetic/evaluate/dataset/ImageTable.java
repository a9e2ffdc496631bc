package dev.eidetic.evaluate.dataset;

import dev.eidetic.evaluate.file.MalformedFileException;
import dev.eidetic.evaluate.file.TextTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Any CSV of images, with a header: `image,label[,split,query,box]`.
///
/// The image column may also be called `file`, `path` or `filename`, the label `class` or
/// `category`. A `split` column says who is a query and who is gallery ([SplitRoles]); a `query`
/// column with yes, no or both overrides it; with neither, each image in turn is the query. `box`
/// holds four numbers, left top right bottom, separated by blanks or semicolons. Paths are as
/// written.
public final class ImageTable {

  private static final List<String> IMAGE_NAMES = List.of("image", "file", "path", "filename");
  private static final List<String> LABEL_NAMES = List.of("label", "class", "category");

  private final Path file;
  private final SplitRoles roles;
  private final List<LabelledImage> images = new ArrayList<>();
  private final Map<String, Long> lineOf = new HashMap<>();

  private ImageTable(Path file, SplitRoles roles) {
    this.file = file;
    this.roles = roles;
  }

  /// @throws MalformedFileException naming the line, its value and the remedy
  public static LabelledImages read(Path csv, SplitRoles roles) throws IOException {
    var table = new ImageTable(csv, roles);
    TextTable.csv(csv).forEach(table::add);
    if (table.images.isEmpty()) {
      throw new MalformedFileException(
          csv, "it lists no images; a header image,label and one line per image are expected");
    }
    return new LabelledImages(table.images);
  }

  private void add(TextTable.Row row) throws IOException {
    String path = column(row, IMAGE_NAMES);
    String label = label(row);
    if (path.isEmpty()) {
      throw row.refuse("the image is blank; name a file");
    }
    var box = row.has("box") ? box(row, row.cell("box")) : Box.WHOLE;
    var role = role(row);
    if (role.isEmpty()) {
      return;
    }
    Long before = lineOf.putIfAbsent(path + '\n' + box, row.line());
    if (before != null) {
      throw row.refuse("image \"%s\" was listed on line %d; list each once", path, before);
    }
    images.add(new LabelledImage(path, label, role.get(), box));
  }

  /// The class that a row names.
  static String label(TextTable.Row row) throws IOException {
    return column(row, LABEL_NAMES);
  }

  private static String column(TextTable.Row row, List<String> names) throws IOException {
    for (String name : names) {
      if (row.has(name)) {
        return row.cell(name);
      }
    }
    throw row.refuse("there is no column %s; the header must name it", String.join(" or ", names));
  }

  private Optional<ImageRole> role(TextTable.Row row) throws IOException {
    if (row.has("query") && !row.cell("query").isEmpty()) {
      return Optional.of(queryFlag(row, row.cell("query")));
    }
    if (!row.has("split")) {
      return Optional.of(ImageRole.BOTH);
    }
    String word = row.cell("split");
    if (roles.ignores(word)) {
      return Optional.empty();
    }
    var role = roles.role(word);
    if (role.isEmpty()) {
      throw row.refuse(
          "split \"%s\" is unknown; known are %s, and left out are %s",
          word,
          roles.roles().keySet().stream().sorted().toList(),
          roles.ignored().stream().sorted().toList());
    }
    return role;
  }

  private static ImageRole queryFlag(TextTable.Row row, String word) throws IOException {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "1", "yes", "true" -> ImageRole.QUERY;
      case "0", "no", "false" -> ImageRole.GALLERY;
      case "both" -> ImageRole.BOTH;
      default -> throw row.refuse("query is \"%s\"; it must be yes, no or both", word);
    };
  }

  private static Box box(TextTable.Row row, String cell) throws IOException {
    if (cell.isEmpty()) {
      return Box.WHOLE;
    }
    var numbers = cell.split("[\\s;]+", -1);
    if (numbers.length != 4) {
      throw row.refuse("box is \"%s\"; it must be left top right bottom", cell);
    }
    try {
      return new Box(
          row.realNumber(numbers[0]),
          row.realNumber(numbers[1]),
          row.realNumber(numbers[2]),
          row.realNumber(numbers[3]));
    } catch (IllegalArgumentException e) {
      throw row.refuse("%s", String.valueOf(e.getMessage())).causedBy(e);
    }
  }

  @Override
  public String toString() {
    return "images of " + file;
  }
}
