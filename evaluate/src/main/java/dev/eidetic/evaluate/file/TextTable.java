package dev.eidetic.evaluate.file;

import com.google.errorprone.annotations.FormatMethod;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/// A text file of rows and cells, read row after row; its size does not matter. UTF-8.
///
/// @param file to read
/// @param separator between cells; [#BLANKS] for any run of spaces and tabs
/// @param skippedLines at the start that are no rows, such as counts
/// @param header whether the first row after them names the columns
public record TextTable(Path file, char separator, int skippedLines, boolean header) {

  /// The separator of lists whose columns are aligned with spaces.
  public static final char BLANKS = ' ';

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /// Receives the rows.
  @FunctionalInterface
  public interface Visitor {
    void row(Row row) throws IOException;
  }

  /// One row. Valid as long as the caller keeps it.
  public static final class Row {

    private final TextTable table;
    private final long line;
    private final List<String> names;
    private final List<String> cells;

    Row(TextTable table, long line, List<String> names, List<String> cells) {
      this.table = table;
      this.line = line;
      this.names = names;
      this.cells = cells;
    }

    /// From 1, as editors count.
    public long line() {
      return line;
    }

    public int size() {
      return cells.size();
    }

    /// @param column from 0
    /// @throws MalformedFileException if the row is shorter
    public String cell(int column) throws MalformedFileException {
      if (column >= cells.size()) {
        throw refuse(
            "it has %d cells; column %d is missing: is the separator right?",
            cells.size(), column + 1);
      }
      return cells.get(column);
    }

    /// @param column its name in the header, whatever the case
    /// @throws MalformedFileException if there is no such column, or the row is shorter
    public String cell(String column) throws MalformedFileException {
      int place = table.columnOf(names, column);
      if (place < 0) {
        throw refuse("there is no column \"%s\"; the header has %s", column, names);
      }
      return cell(place);
    }

    /// Whether the header has the column.
    public boolean has(String column) {
      return table.columnOf(names, column) >= 0;
    }

    public long wholeNumber(int column) throws MalformedFileException {
      return wholeNumber(cell(column));
    }

    public long wholeNumber(String text) throws MalformedFileException {
      try {
        return Long.parseLong(text.strip());
      } catch (NumberFormatException e) {
        throw refuse("\"%s\" is no whole number", shortened(text)).causedBy(e);
      }
    }

    public double realNumber(String text) throws MalformedFileException {
      try {
        double value = Double.parseDouble(text.strip());
        if (Double.isFinite(value)) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw refuse("\"%s\" is no number", shortened(text)).causedBy(e);
      }
      throw refuse("\"%s\" is not finite; a number is needed", shortened(text));
    }

    /// A complaint about this row.
    @FormatMethod
    public MalformedFileException refuse(String message, Object... values) {
      return MalformedFileException.atLine(table.file, line, message, values);
    }
  }

  /// A CSV file whose header names the columns.
  public static TextTable csv(Path file) {
    return new TextTable(file, ',', 0, true);
  }

  /// Visits all rows that are not blank.
  ///
  /// @throws MalformedFileException if the text is not UTF-8, a quote does not end, or a visitor
  ///   refuses a row
  public void forEach(Visitor visitor) throws IOException {
    try (var source = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        var bounded = new BoundedReader(file, source);
        var reader = new BufferedReader(bounded)) {
      Visitor counted =
          row -> {
            visitor.row(row);
            bounded.rowEnded();
          };
      skipByteOrderMark(reader);
      for (int i = 0; i < skippedLines; i++) {
        reader.readLine();
      }
      if (separator == BLANKS) {
        blankSeparated(reader, counted);
      } else {
        quoted(reader, counted);
      }
    } catch (CharacterCodingException e) {
      throw new MalformedFileException(
              file, "it is not UTF-8; convert it, as with iconv -f LATIN1 -t UTF-8")
          .causedBy(e);
    }
  }

  private void blankSeparated(BufferedReader reader, Visitor visitor) throws IOException {
    List<String> names = List.of();
    boolean headerDue = header;
    long number = skippedLines;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      var cells = List.of(line.strip().split("\\s+", -1));
      if (headerDue) {
        names = cells;
        headerDue = false;
      } else {
        visitor.row(new Row(this, number, names, cells));
      }
    }
  }

  private void quoted(BufferedReader reader, Visitor visitor) throws IOException {
    var format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(separator)
            .setTrim(true)
            .setIgnoreSurroundingSpaces(true)
            .setIgnoreEmptyLines(true)
            .get();
    try (var records = format.parse(reader)) {
      List<String> names = List.of();
      boolean headerDue = header;
      for (var entry : records) {
        long line = skippedLines + records.getCurrentLineNumber();
        var cells = cells(entry);
        if (headerDue) {
          names = cells;
          headerDue = false;
        } else if (!blank(cells)) {
          visitor.row(new Row(this, line, names, cells));
        }
      }
    } catch (CSVException | UncheckedIOException | IllegalStateException e) {
      if (e instanceof UncheckedIOException unchecked
          && unchecked.getCause() instanceof CharacterCodingException coding) {
        throw coding;
      }
      throw new MalformedFileException(file, "it is no CSV: %s", String.valueOf(e.getMessage()))
          .causedBy(e);
    }
  }

  private static List<String> cells(CSVRecord entry) {
    var cells = new ArrayList<String>(entry.size());
    entry.forEach(cells::add);
    return cells;
  }

  private static boolean blank(List<String> cells) {
    return cells.size() == 1 && cells.getFirst().isEmpty();
  }

  private int columnOf(List<String> names, String column) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).toLowerCase(Locale.ROOT).equals(column.toLowerCase(Locale.ROOT))) {
        return i;
      }
    }
    return -1;
  }

  private static String shortened(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }

  private static void skipByteOrderMark(BufferedReader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
  }
}
