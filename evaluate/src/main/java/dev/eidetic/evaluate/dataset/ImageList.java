package dev.eidetic.evaluate.dataset;

import dev.eidetic.evaluate.file.MalformedFileException;
import dev.eidetic.evaluate.file.TextTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;

/// How a list of images is written: which column is what.
///
/// @param file the list
/// @param separator between columns
/// @param skippedLines before the header
/// @param header whether the columns have names in the file
/// @param imageColumn from 0
/// @param paths where the image of a name lies
/// @param label where the class stands
/// @param roles by the word in the role column; words that are not here are left out
/// @param roleColumn from 0; ignored if `roles` is empty, then all are [ImageRole#BOTH]
/// @param classes numbers of the classes that belong to the split, or [ClassRange#ALL]
public record ImageList(
    String file,
    char separator,
    int skippedLines,
    boolean header,
    int imageColumn,
    PathRule paths,
    Label label,
    Map<String, ImageRole> roles,
    int roleColumn,
    ClassRange classes) {

  /// Where the class of an image stands.
  public sealed interface Label {

    /// In a column, from 0.
    record Column(int column) implements Label {}

    /// It is the folder that holds the image.
    record Folder() implements Label {}
  }

  /// Classes by number, as splits "first half against second half" need them; the number is what
  /// the label begins with (`001.Black_footed_Albatross` is class 1).
  ///
  /// @param first smallest number that belongs to the split
  /// @param last greatest number that belongs to the split
  public record ClassRange(long first, long last) {

    /// Every class, numbered or not.
    public static final ClassRange ALL = new ClassRange(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  public ImageList {
    roles = Map.copyOf(roles);
  }

  /// @param root the data's folder
  /// @throws MalformedFileException naming the line, its value and the remedy
  public LabelledImages read(Path root) throws IOException {
    var path = root.resolve(file);
    var images = new ArrayList<LabelledImage>();
    new TextTable(path, separator, skippedLines, header).forEach(row -> add(row, images));
    if (images.isEmpty()) {
      throw new MalformedFileException(
          path, "it lists no images of this split; is it the right file?");
    }
    return new LabelledImages(images);
  }

  private void add(TextTable.Row row, ArrayList<LabelledImage> images) throws IOException {
    String image = row.cell(imageColumn);
    String name = labelOf(row, image);
    if (!classes.equals(ClassRange.ALL) && !inRange(row, name)) {
      return;
    }
    if (roles.isEmpty()) {
      images.add(new LabelledImage(paths.path(image), name, ImageRole.BOTH));
      return;
    }
    var role = roles.get(row.cell(roleColumn));
    if (role != null) {
      images.add(new LabelledImage(paths.path(image), name, role));
    }
  }

  private String labelOf(TextTable.Row row, String image) throws IOException {
    return switch (label) {
      case Label.Column(int column) -> row.cell(column);
      case Label.Folder() -> {
        int end = image.lastIndexOf('/');
        if (end <= 0) {
          throw row.refuse("\"%s\" is in no folder; the folder's name is the class", image);
        }
        yield image.substring(0, end);
      }
    };
  }

  private boolean inRange(TextTable.Row row, String name) throws IOException {
    var last = name.substring(name.lastIndexOf('/') + 1);
    int end = 0;
    while (end < last.length() && Character.isDigit(last.charAt(end))) {
      end++;
    }
    if (end == 0 || end > 18) {
      throw row.refuse("class \"%s\" does not begin with a number; the split goes by number", name);
    }
    long number = Long.parseLong(last.substring(0, end));
    return classes.first() <= number && number <= classes.last();
  }
}
