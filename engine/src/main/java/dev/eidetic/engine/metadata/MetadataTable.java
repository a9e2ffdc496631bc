package dev.eidetic.engine.metadata;

import dev.eidetic.engine.fields.BuiltInField;
import dev.eidetic.engine.fields.FieldType;
import dev.eidetic.engine.fields.FieldValue;
import dev.eidetic.engine.fields.NearNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The user's own fields, from a CSV or JSONL file, joined to images by path or id.
///
/// The key is the column `path`, `image`, `file` or `filename` if there is one, else `id`. A path
/// matches when it is the image's own path or its last part, such as `shoes/1.jpg` for
/// `/photos/shoes/1.jpg`; an id matches the item's id or the file's name without its ending. The
/// rows lie in a temporary file, so that a table of millions of rows needs no memory.
///
/// Any number of threads may look up at once.
public final class MetadataTable implements AutoCloseable {

  private static final List<String> PATH_COLUMNS = List.of("path", "image", "file", "filename");
  private static final String ID_COLUMN = "id";

  private final @Nullable RowStore rows;
  private final boolean isKeyedByPath;
  private final Map<String, Column> columns;

  /// A column and what becomes of it.
  private record Column(String field, FieldType type) {}

  private MetadataTable(
      @Nullable RowStore rows, boolean isKeyedByPath, Map<String, Column> columns) {
    this.rows = rows;
    this.isKeyedByPath = isKeyedByPath;
    this.columns = columns;
  }

  /// A table without rows.
  public static MetadataTable none() {
    return new MetadataTable(null, true, Map.of());
  }

  /// Reads a whole file, checking every cell before anything is indexed.
  ///
  /// @param keyColumn the column to join by; empty to find it by its name
  /// @param types of columns whose types are not to be inferred, by name in the file
  /// @throws IllegalArgumentException naming the row and column that cannot be read
  public static MetadataTable read(Path file, String keyColumn, Map<String, FieldType> types)
      throws IOException {
    var source = new MetadataRows(file);
    var inferred = new ColumnTypes();
    source.forEach((_, cells) -> inferred.see(cells));
    var found = inferred.types();
    String key = keyColumn(file, keyColumn, found);
    var columns = columns(file, key, found, types);
    var rows = new RowStore();
    try {
      source.forEach((number, cells) -> add(rows, file, key, columns, number, cells));
      rows.finish();
      return new MetadataTable(rows, !isId(key), columns);
    } catch (IOException | RuntimeException e) {
      rows.close();
      throw e;
    }
  }

  private static boolean isId(String key) {
    return key.toLowerCase(Locale.ROOT).equals(ID_COLUMN);
  }

  private static String keyColumn(Path file, String wanted, Map<String, FieldType> columns) {
    if (!wanted.isEmpty()) {
      if (columns.containsKey(wanted)) {
        return wanted;
      }
      String suggestion =
          NearNames.nearest(wanted, columns.keySet())
              .map("; did you mean \"%s\"?"::formatted)
              .orElse(";");
      throw new IllegalArgumentException(
          "metadata file %s has no column \"%s\"%s Columns: %s"
              .formatted(file, wanted, suggestion, String.join(", ", columns.keySet())));
    }
    for (String name : PATH_COLUMNS) {
      var column = find(name, columns);
      if (column.isPresent()) {
        return column.get();
      }
    }
    return find(ID_COLUMN, columns)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "metadata file %s has none of the columns path, image, file, filename and id; say which to join by with --key. Columns: %s"
                        .formatted(file, String.join(", ", columns.keySet()))));
  }

  private static Optional<String> find(String name, Map<String, FieldType> columns) {
    return columns.keySet().stream().filter(name::equalsIgnoreCase).findFirst();
  }

  private static Map<String, Column> columns(
      Path file, String key, Map<String, FieldType> inferred, Map<String, FieldType> wanted) {
    for (String name : wanted.keySet()) {
      if (!inferred.containsKey(name)) {
        throw new IllegalArgumentException(
            "metadata file %s has no column \"%s\" to give a type to; columns: %s"
                .formatted(file, name, String.join(", ", inferred.keySet())));
      }
    }
    var columns = new LinkedHashMap<String, Column>();
    inferred.forEach(
        (name, type) -> {
          if (!name.equals(key)) {
            String field = FieldNames.of(name);
            var builtIn = BuiltInField.of(field).map(BuiltInField::type);
            columns.put(name, new Column(field, builtIn.orElse(wanted.getOrDefault(name, type))));
          }
        });
    return columns;
  }

  private static void add(
      RowStore rows,
      Path file,
      String key,
      Map<String, Column> columns,
      long number,
      Map<String, Object> cells)
      throws IOException {
    var keyCell = cells.get(key);
    if (keyCell == null) {
      throw new IllegalArgumentException(
          "row %d of %s has no \"%s\"; every row needs one".formatted(number, file, key));
    }
    for (var cell : cells.entrySet()) {
      var column = columns.get(cell.getKey());
      if (column != null && ValueReader.read(cell.getValue(), column.type).isEmpty()) {
        throw new IllegalArgumentException(
            "\"%s\" in row %d of %s is \"%s\"; it must be of type %s"
                .formatted(cell.getKey(), number, file, cell.getValue(), column.type.label()));
      }
    }
    rows.add(MetadataKeys.normalize(String.valueOf(keyCell)), cells);
  }

  /// The fields that the table gives, with their types.
  public Map<String, FieldType> fields() {
    var fields = new TreeMap<String, FieldType>();
    columns.values().forEach(column -> fields.put(column.field, column.type));
    return fields;
  }

  /// The fields of an image; none if no row or more than one row of the same length of key matches.
  public Map<String, FieldValue> find(String id, Path path) throws IOException {
    if (rows == null) {
      return Map.of();
    }
    var keys = isKeyedByPath ? MetadataKeys.ofPath(id, path) : MetadataKeys.ofId(id);
    for (String key : keys) {
      var cells = rows.find(key);
      if (cells.isPresent()) {
        return values(cells.get());
      }
    }
    return Map.of();
  }

  private Map<String, FieldValue> values(Map<String, Object> cells) {
    var values = new TreeMap<String, FieldValue>();
    for (var cell : cells.entrySet()) {
      var column = columns.get(cell.getKey());
      if (column != null) {
        ValueReader.read(cell.getValue(), column.type)
            .ifPresent(value -> values.put(column.field, value));
      }
    }
    return values;
  }

  /// How many rows no image has asked for yet.
  public long unmatchedRows() {
    return rows == null ? 0 : rows.unasked();
  }

  @Override
  public void close() throws IOException {
    if (rows != null) {
      rows.close();
    }
  }
}
