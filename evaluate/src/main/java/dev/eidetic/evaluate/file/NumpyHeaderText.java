package dev.eidetic.evaluate.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text of a `.npy` header, a Python dict with three known keys. Nothing else is understood,
/// and nothing is evaluated.
final class NumpyHeaderText {

  private static final Pattern ENTRY =
      Pattern.compile(
          "\\s*'(descr|fortran_order|shape)'\\s*:\\s*"
              + "('[^']{0,40}'|True|False|\\([0-9, L]{0,400}\\)|\\[)\\s*,?");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  private final Path file;
  private final String text;

  NumpyHeaderText(Path file, String text) {
    this.file = file;
    this.text = text.strip();
  }

  NumpyHeader parse(long dataOffset) throws MalformedFileException {
    if (!text.startsWith("{") || !text.endsWith("}")) {
      throw unreadable();
    }
    String body = text.substring(1, text.length() - 1);
    Matcher entry = ENTRY.matcher(body);
    String type = "";
    String order = "";
    String shape = "";
    int end = 0;
    while (entry.lookingAt()) {
      switch (entry.group(1)) {
        case "descr" -> type = entry.group(2);
        case "fortran_order" -> order = entry.group(2);
        default -> shape = entry.group(2);
      }
      end = entry.end();
      entry.region(end, body.length());
    }
    if (type.equals("[")) {
      throw new MalformedFileException(
          file, "it holds records with named fields; save a plain array of numbers");
    }
    if (!body.substring(end).isBlank()
        || !type.startsWith("'")
        || !order.matches("True|False")
        || !shape.startsWith("(")) {
      throw unreadable();
    }
    return header(type.substring(1, type.length() - 1), order.equals("True"), shape, dataOffset);
  }

  private NumpyHeader header(String typeName, boolean columnsFirst, String shape, long dataOffset)
      throws MalformedFileException {
    var type = NumberType.parse(typeName);
    if (type.isEmpty()) {
      throw new MalformedFileException(
          file,
          "its numbers are of type \"%s\"; whole numbers (i1 to i8, u1 to u8) and reals (f2, f4,"
              + " f8) are read",
          typeName);
    }
    var axes = axes(shape);
    if (axes.isEmpty() || axes.size() > 2) {
      throw new MalformedFileException(
          file, "its shape is %s; one or two axes are read, rows and columns", shape);
    }
    long columns = axes.size() == 2 ? axes.get(1) : 1;
    return new NumpyHeader(
        type.get(), columnsFirst, axes.getFirst(), columns, axes.size(), dataOffset);
  }

  private List<Long> axes(String shape) throws MalformedFileException {
    var axes = new ArrayList<Long>();
    for (String part : shape.substring(1, shape.length() - 1).split(",", -1)) {
      String digits = part.strip().replaceFirst("L$", "");
      if (digits.isEmpty()) {
        continue;
      }
      if (!LENGTH.matcher(digits).matches()) {
        throw unreadable();
      }
      axes.add(Long.parseLong(digits));
    }
    return axes;
  }

  private MalformedFileException unreadable() {
    String shown = text.length() > 120 ? text.substring(0, 120) + "…" : text;
    return new MalformedFileException(
        file,
        "its header is %s; it must be a dict of descr, fortran_order and shape, as numpy.save writes"
            + " it",
        shown);
  }
}
