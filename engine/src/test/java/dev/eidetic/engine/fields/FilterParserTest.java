package dev.eidetic.engine.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eidetic.encode.EmbeddingSpace;
import dev.eidetic.engine.Item;
import dev.eidetic.engine.storage.ItemStore;
import dev.eidetic.engine.storage.ItemStores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Three items, each filter with the ids that it must let pass.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilterParserTest {

  private ItemStore store;

  @BeforeAll
  void fill(@TempDir Path folder) throws IOException {
    store = ItemStores.create(folder, new EmbeddingSpace("plain", 2, "a".repeat(64)));
    store.extendSchema(
        Map.of(
            "category", FieldType.TEXT,
            "tag", FieldType.TEXT,
            "price", FieldType.DECIMAL,
            "stock", FieldType.WHOLE,
            "sale", FieldType.FLAG,
            "launched", FieldType.DATE));
    put(
        "shoe",
        "/photos/2023/beach/a b.jpg",
        Map.of(
            "category", FieldValue.of("Running Shoe"),
            "tag", new FieldValue.Strings(List.of("red", "sport")),
            "price", FieldValue.of(49.5),
            "stock", FieldValue.of(7L),
            "sale", FieldValue.of(true),
            "launched", FieldValue.of(Instant.parse("2023-05-17T10:30:00Z")),
            "format", FieldValue.of("jpeg"),
            "folder", FieldValue.of("2023/beach"),
            "width", FieldValue.of(1000L),
            "location", new FieldValue.Place(48.8584, 2.2945)));
    put(
        "boot",
        "/photos/2022/boot.png",
        Map.of(
            "category", FieldValue.of("Winter Boot"),
            "price", FieldValue.of(120L),
            "stock", FieldValue.of(-3L),
            "sale", FieldValue.of(false),
            "launched", FieldValue.of(Instant.parse("2022-12-31T23:59:59Z")),
            "format", FieldValue.of("png"),
            "folder", FieldValue.of("2022"),
            "width", FieldValue.of(640L),
            "location", new FieldValue.Place(51.5007, -0.1246)));
    put("bare", "", Map.of("format", FieldValue.of("gif"), "width", FieldValue.of(64L)));
  }

  private void put(String id, String path, Map<String, FieldValue> fields) throws IOException {
    store.put(new Item(id, path, "", new TreeMap<>(fields)), new float[] {1, 0});
  }

  @AfterAll
  void close() throws IOException {
    store.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "category:shoe | shoe",
        "category:SHOE | shoe",
        "category:\"running shoe\" | shoe",
        "category.exact:\"Running Shoe\" | shoe",
        "category.exact:\"running shoe\" | ",
        "category:(shoe OR boot) | boot shoe",
        "category:ru* | shoe",
        "category:shoo~ | shoe",
        "tag:sport AND tag:red | shoe",
        "running | shoe",
        "winter boot | boot",
        "price:[10 TO 50] | shoe",
        "price:{49.5 TO *] | boot",
        "price:120 | boot",
        "stock:[* TO 0] | boot",
        "stock:{-3 TO 7] | shoe",
        "stock:7 | shoe",
        "sale:true | shoe",
        "sale:no | boot",
        "launched:2023 | shoe",
        "launched:2022-12-31 | boot",
        "launched:[2022-12 TO 2023-05] | boot shoe",
        "launched:{2022 TO *] | shoe",
        "launched:[2023-05-18 TO *] | ",
        "launched:\"2023-05-17T10:30\" | shoe",
        "width:[640 TO *] AND NOT format:png | shoe",
        "NOT format:jpeg | bare boot",
        "format:JPEG | shoe",
        "folder:2023 | shoe",
        "folder:\"2023/beach\" | shoe",
        "path:*beach* | shoe",
        "path:\"/photos/2023/beach/a b.jpg\" | shoe",
        "path:\"/photos/*\" | boot shoe",
        "id:b* | bare boot",
        "location:\"48.85,2.29,5km\" | shoe",
        "location:\"48.85, 2.29, 400km\" | boot shoe",
        "location:* | boot shoe",
        "NOT category:* | bare",
        "*:* | bare boot shoe",
        "* | bare boot shoe",
        "category.exact:* | boot shoe",
        "id:shoe -category:boot | shoe",
      })
  void letsPassWhatItSays(String filter, String expected) throws IOException {
    var passing = new ArrayList<String>();
    try (var snapshot = store.snapshot()) {
      var query = new FilterParser(snapshot.schema()).parse(filter);
      snapshot.forEach(Optional.of(query), (item, _) -> passing.add(item.id()));
      assertThat(snapshot.count(Optional.of(query))).isEqualTo(passing.size());
    }
    passing.sort(null);
    assertThat(String.join(" ", passing)).isEqualTo(expected == null ? "" : expected.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "categry:shoe | field \"categry\" is unknown; did you mean \"category\"?",
        "zzz:1 | field \"zzz\" is unknown. Known: bytes, camera, category,",
        "price.exact:1 | field \"price.exact\" is unknown",
        "price:cheap | field \"price\" is compared with \"cheap\"; it must be a number",
        "stock:1.5 | field \"stock\" is compared with \"1.5\"; it must be an integer",
        "launched:soon | field \"launched\" is compared with \"soon\"; it must be a date such as",
        "sale:maybe | field \"sale\" is compared with \"maybe\"; it must be true or false",
        "location:Paris | field \"location\" is compared with \"Paris\"; it must be a place and",
        "location:\"99,0,5km\" | field \"location\" is compared with \"99,0,5km\"; it must be a place",
        "location:\"48,2,5\" | field \"location\" is compared with \"48,2,5\"; it must be a place",
        "location:[1 TO 2] | field \"location\" is a place and has no range",
        "price:4* | field \"price\" is of type decimal; a wildcard needs a text or keyword field",
        "stock:{9223372036854775807 TO *] | excludes the largest or smallest integer",
        "category:/((/ | field \"category\" is compared with the regular expression \"((\", which cannot",
        "category:/(.*a){2000}/ | which",
        "category:(shoe | filter \"category:(shoe\" cannot be read",
        "category:\"shoe | filter \"category:\"shoe\" cannot be read",
        "AND | filter \"AND\" cannot be read at character 1",
      })
  void saysWhatIsWrong(String filter, String message) throws IOException {
    try (var snapshot = store.snapshot()) {
      var parser = new FilterParser(snapshot.schema());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> parser.parse(filter.strip()))
          .withMessageContaining(message.strip());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "id:shoe"})
  void refusesBracketsTooDeepForTheStack(String inside) {
    String filter = "(".repeat(20_000) + inside + ")".repeat(20_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FilterParser(store.schema()).parse(filter))
        .withMessage("the filter nests brackets more than 100 deep; use fewer");
  }

  @Test
  void refusesAFieldOfAnotherTypeThanTheSchemaHas() {
    var schema = store.schema();
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> schema.with(Map.of("price", FieldType.TEXT)))
        .hasMessage(
            "field \"price\" is of type decimal in this collection, of type text in the new data; say --type price=decimal or rename the field");
  }
}
