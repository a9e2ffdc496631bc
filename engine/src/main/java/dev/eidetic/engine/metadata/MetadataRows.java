package dev.eidetic.engine.metadata;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.engine.EngineException.NotFoundException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.DuplicateHeaderMode;

/// A CSV or JSONL file, row after row. CSV has a header line and is separated by commas, semicolons
/// or tabs, whichever the header has most of; JSONL has one object a line. UTF-8.
final class MetadataRows {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Path file;

  MetadataRows(Path file) {
    this.file = file;
  }

  /// Receives rows.
  interface Visitor {

    /// @param number of the row, from 1, the header not counted
    /// @param cells by column name; each a string, a number, a boolean or a list of strings; empty
    ///   cells are left out
    void row(long number, Map<String, Object> cells) throws IOException;
  }

  /// @throws NotFoundException if the file does not exist
  /// @throws IllegalArgumentException naming the row that cannot be read
  void forEach(Visitor visitor) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NotFoundException("metadata file %s does not exist".formatted(file));
    }
    try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      skipByteOrderMark(reader);
      String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
      if (name.endsWith(".jsonl") || name.endsWith(".ndjson") || name.endsWith(".json")) {
        jsonLines(reader, visitor);
      } else {
        csv(reader, visitor);
      }
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "metadata file %s is not UTF-8; convert it, as with iconv -f LATIN1 -t UTF-8"
              .formatted(file),
          e);
    }
  }

  private void csv(BufferedReader reader, Visitor visitor) throws IOException {
    var format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(delimiter(reader))
            .setHeader()
            .setSkipHeaderRecord(true)
            .setTrim(true)
            .setIgnoreSurroundingSpaces(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
            .setAllowMissingColumnNames(false)
            .get();
    try (var records = parse(format, reader)) {
      for (var entry : records) {
        if (!entry.isConsistent()) {
          throw new IllegalArgumentException(
              "row %d of %s has %d cells; the header has %d"
                  .formatted(
                      entry.getRecordNumber(),
                      file,
                      entry.size(),
                      records.getHeaderNames().size()));
        }
        var cells = new LinkedHashMap<String, Object>();
        entry.toMap().forEach((column, cell) -> put(cells, column, cell));
        visitor.row(entry.getRecordNumber(), cells);
      }
    } catch (CSVException | UncheckedIOException | IllegalStateException e) {
      throw new IllegalArgumentException(
          "metadata file %s is no CSV: %s".formatted(file, e.getMessage()), e);
    }
  }

  private CSVParser parse(CSVFormat format, BufferedReader reader) throws IOException {
    try {
      return format.parse(reader);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "metadata file %s is no CSV: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static void put(Map<String, Object> cells, String column, String cell) {
    if (!cell.isEmpty()) {
      cells.put(column, cell);
    }
  }

  private void jsonLines(BufferedReader reader, Visitor visitor) throws IOException {
    long number = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.isBlank()) {
        continue;
      }
      number++;
      visitor.row(number, object(number, line));
    }
  }

  private Map<String, Object> object(long number, String line) {
    Map<String, Object> object;
    try {
      object = JSON.std.mapFrom(line);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "line %d of %s is no JSON object: %s".formatted(number, file, e.getMessage()), e);
    }
    var cells = new LinkedHashMap<String, Object>();
    for (var entry : object.entrySet()) {
      if (entry.getValue() == null) {
        continue;
      }
      cells.put(entry.getKey(), cell(number, entry.getKey(), entry.getValue()));
    }
    return cells;
  }

  private Object cell(long number, String column, Object value) {
    return switch (value) {
      case String _, Number _, Boolean _ -> value;
      case List<?> list -> {
        var strings = new ArrayList<String>();
        for (Object element : list) {
          strings.add(String.valueOf(element));
        }
        yield strings;
      }
      default ->
          throw new IllegalArgumentException(
              "\"%s\" in line %d of %s is an object; write its parts as columns of their own"
                  .formatted(column, number, file));
    };
  }

  private static char delimiter(BufferedReader reader) throws IOException {
    reader.mark(1 << 16);
    String header = reader.readLine();
    reader.reset();
    char best = ',';
    long most = 0;
    for (char candidate : new char[] {',', ';', '\t'}) {
      long count = header == null ? 0 : header.chars().filter(c -> c == candidate).count();
      if (count > most) {
        most = count;
        best = candidate;
      }
    }
    return best;
  }

  private static void skipByteOrderMark(BufferedReader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
  }
}
