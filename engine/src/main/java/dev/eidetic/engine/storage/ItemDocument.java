package dev.eidetic.engine.storage;

import static org.apache.lucene.document.Field.Store.NO;

import dev.eidetic.engine.Item;
import dev.eidetic.engine.fields.BuiltInField;
import dev.eidetic.engine.fields.FieldType;
import dev.eidetic.engine.fields.FieldValue;
import dev.eidetic.engine.fields.IndexedNames;
import dev.eidetic.engine.fields.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LatLonDocValuesField;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.NumericUtils;

/// One item as one Lucene document: its key, its JSON, its vector, and each field as its type is
/// searched. Every field also has doc values, for sorting and counting.
final class ItemDocument {

  /// The key of an item; its term replaces and deletes.
  static final String ITEM_ID = "_item_id";

  /// The item as JSON, stored.
  static final String ITEM = "_item";

  /// The vector, raw.
  static final String VECTOR = "_vector";

  /// The folder that was indexed; what `--prune` goes through.
  static final String ROOT = "_root";

  /// Whole strings longer than this are found by their words only; Lucene's limit is 32,766.
  private static final int MAX_EXACT_BYTES = 8192;

  private ItemDocument() {}

  /// @param item whose fields have the types of `schema`
  /// @param vector of unit length
  static Document of(Item item, float[] vector, Schema schema) {
    var document = new Document();
    document.add(new StringField(ITEM_ID, item.id(), NO));
    document.add(new StoredField(ITEM, ItemJson.write(item)));
    document.add(new KnnFloatVectorField(VECTOR, vector, VectorSimilarityFunction.DOT_PRODUCT));
    if (!item.root().isEmpty()) {
      document.add(new StringField(ROOT, item.root(), NO));
    }
    addKeyword(document, BuiltInField.ID.label(), item.id());
    present(document, BuiltInField.ID.label());
    if (!item.path().isEmpty()) {
      addKeyword(document, BuiltInField.PATH.label(), item.path());
      present(document, BuiltInField.PATH.label());
    }
    for (var entry : item.fields().entrySet()) {
      String name = entry.getKey();
      var type = schema.type(name).orElseThrow(() -> unknown(name, schema));
      add(document, name, type, entry.getValue());
      present(document, name);
    }
    return document;
  }

  private static void add(Document document, String name, FieldType type, FieldValue value) {
    switch (value) {
      case FieldValue.Strings(var values) when type == FieldType.KEYWORD -> {
        for (String string : name.equals(BuiltInField.FOLDER.label()) ? lineage(values) : values) {
          addKeyword(document, name, string);
        }
      }
      case FieldValue.Strings(var values) when type == FieldType.TEXT -> {
        for (String string : values) {
          document.add(new TextField(name, string, NO));
          document.add(new TextField(IndexedNames.ALL_TEXT, string, NO));
          addKeyword(document, name + IndexedNames.EXACT, string);
        }
        if (name.equals(BuiltInField.FILE.label())) {
          addPartsOfName(document, values.getFirst());
        }
      }
      case FieldValue.Whole(long number) when type == FieldType.WHOLE ->
          addLong(document, name, number);
      case FieldValue.Whole(long number) when type == FieldType.DECIMAL ->
          addDouble(document, name, (double) number);
      case FieldValue.Decimal(double number) when type == FieldType.DECIMAL ->
          addDouble(document, name, number);
      case FieldValue.Date(var moment) when type == FieldType.DATE ->
          addLong(document, name, moment.toEpochMilli());
      case FieldValue.Flag(boolean flag) when type == FieldType.FLAG ->
          addLong(document, name, flag ? 1 : 0);
      case FieldValue.Place(double latitude, double longitude) when type == FieldType.PLACE -> {
        document.add(new LatLonPoint(name, latitude, longitude));
        document.add(new LatLonDocValuesField(name, latitude, longitude));
      }
      default ->
          throw new IllegalArgumentException(
              "field \"%s\" is of type %s; its value \"%s\" is not"
                  .formatted(name, type.label(), value.display()));
    }
  }

  /// `IMG_2041.jpg` is one word to the analyzer; people look for `2041` as well.
  private static void addPartsOfName(Document document, String file) {
    String parts = file.replaceAll("[_\\-.]+", " ");
    document.add(new TextField(BuiltInField.FILE.label(), parts, NO));
    document.add(new TextField(IndexedNames.ALL_TEXT, parts, NO));
  }

  private static void addLong(Document document, String name, long number) {
    document.add(new LongPoint(name, number));
    document.add(new NumericDocValuesField(name, number));
  }

  private static void addDouble(Document document, String name, double number) {
    document.add(new DoublePoint(name, number));
    document.add(new NumericDocValuesField(name, NumericUtils.doubleToSortableLong(number)));
  }

  private static void addKeyword(Document document, String name, String string) {
    var bytes = new BytesRef(string.getBytes(StandardCharsets.UTF_8));
    if (bytes.length <= MAX_EXACT_BYTES) {
      document.add(new StringField(name, bytes, NO));
      document.add(new SortedSetDocValuesField(name, bytes));
    }
  }

  private static void present(Document document, String name) {
    document.add(new StringField(IndexedNames.PRESENT, name, NO));
  }

  /// `a/b/c` and the folders above it: `a`, `a/b`, `a/b/c`.
  private static List<String> lineage(List<String> folders) {
    var all = new ArrayList<String>();
    for (String folder : folders) {
      for (int slash = folder.indexOf('/'); slash > 0; slash = folder.indexOf('/', slash + 1)) {
        all.add(folder.substring(0, slash));
      }
      all.add(folder);
    }
    return all;
  }

  private static IllegalArgumentException unknown(String name, Schema schema) {
    return new IllegalArgumentException(
        "field \"%s\" is not in the schema (%s); add it before the item"
            .formatted(name, String.join(", ", schema.all().keySet())));
  }
}
