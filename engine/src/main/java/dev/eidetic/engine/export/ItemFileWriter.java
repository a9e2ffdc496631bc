package dev.eidetic.engine.export;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.engine.Item;
import dev.eidetic.engine.fields.BuiltInField;
import dev.eidetic.engine.fields.FieldValue;
import dev.eidetic.engine.fields.Schema;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/// Writes items as lines of JSON or CSV, numbered from 0 as the rows of vectors are.
sealed interface ItemFileWriter extends AutoCloseable {

  /// @param name whose ending says the format
  /// @param file that is written
  static ItemFileWriter of(Path name, Path file, Schema schema) throws IOException {
    var writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    return name.toString().toLowerCase(Locale.ROOT).endsWith(".csv")
        ? Csv.of(writer, schema)
        : new JsonLines(writer);
  }

  void write(Item item) throws IOException;

  @Override
  void close() throws IOException;

  /// One object a line.
  final class JsonLines implements ItemFileWriter {

    private final BufferedWriter writer;
    private long row;

    JsonLines(BufferedWriter writer) {
      this.writer = writer;
    }

    @Override
    public void write(Item item) throws IOException {
      var object = new LinkedHashMap<String, Object>();
      object.put("row", row++);
      object.put("id", item.id());
      object.put("path", item.path());
      object.put("fields", FieldsJson.of(item));
      writer.write(JSON.std.asString(object));
      writer.write('\n');
    }

    @Override
    public void close() throws IOException {
      writer.close();
    }
  }

  /// One column a field.
  final class Csv implements ItemFileWriter {

    private final CSVPrinter printer;
    private final List<String> fields;
    private long row;

    private Csv(CSVPrinter printer, List<String> fields) {
      this.printer = printer;
      this.fields = fields;
    }

    static Csv of(BufferedWriter writer, Schema schema) throws IOException {
      var fields = new ArrayList<>(schema.all().keySet());
      fields.remove(BuiltInField.ID.label());
      fields.remove(BuiltInField.PATH.label());
      var printer = new CSVPrinter(writer, CSVFormat.RFC4180);
      var header = new ArrayList<>(List.of("row", "id", "path"));
      header.addAll(fields);
      printer.printRecord(header);
      return new Csv(printer, fields);
    }

    @Override
    public void write(Item item) throws IOException {
      var cells = new ArrayList<Object>(List.of(row++, item.id(), item.path()));
      for (String field : fields) {
        cells.add(item.field(field).map(Csv::cell).orElse(""));
      }
      printer.printRecord(cells);
    }

    /// Several strings are joined as the metadata reader splits them.
    private static String cell(FieldValue value) {
      return value instanceof FieldValue.Strings(var values)
          ? String.join("|", values)
          : value.display();
    }

    @Override
    public void close() throws IOException {
      printer.close(true);
    }
  }
}
