package dev.eidetic.engine.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eidetic.engine.fields.FieldType;
import dev.eidetic.engine.fields.FieldValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataTableTest {

  @TempDir Path folder;

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private MetadataTable table(String name, String content) throws IOException {
    return MetadataTable.read(file(name, content), "", Map.of());
  }

  @Test
  void infersTheNarrowestTypeThatFitsEveryCell() throws IOException {
    String csv =
        """
        path,stock,price,sale,launched,code,name,mixed,location
        a.jpg,3,1,yes,2023,007,Red shoe,1,"48.1, 11.5"
        b.jpg,-4,2.5,no,2023-05-17,008,Boot|Winter,x,
        """;
    try (var table = table("m.csv", csv)) {
      assertThat(table.fields())
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "stock", FieldType.WHOLE,
                  "price", FieldType.DECIMAL,
                  "sale", FieldType.FLAG,
                  "launched", FieldType.DATE,
                  "code", FieldType.TEXT,
                  "name", FieldType.TEXT,
                  "mixed", FieldType.TEXT,
                  "location", FieldType.PLACE));
      assertThat(table.find("x/a.jpg", Path.of("/photos/x/a.jpg")))
          .containsEntry("stock", FieldValue.of(3L))
          .containsEntry("price", FieldValue.of(1.0))
          .containsEntry("sale", FieldValue.of(true))
          .containsEntry("launched", FieldValue.of(Instant.parse("2023-01-01T00:00:00Z")))
          .containsEntry("code", FieldValue.of("007"))
          .containsEntry("location", new FieldValue.Place(48.1, 11.5));
      assertThat(table.find("b.jpg", Path.of("/b.jpg")))
          .containsEntry("name", new FieldValue.Strings(List.of("Boot", "Winter")))
          .doesNotContainKey("location");
    }
  }

  @Test
  void readsJsonLines() throws IOException {
    String jsonl =
        """
        {"id": "a", "price": 3.5, "stock": 2, "tags": ["red", "new"], "sale": true, "none": null}

        {"id": "b", "price": 4}
        """;
    try (var table = table("m.jsonl", jsonl)) {
      assertThat(table.fields())
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "price", FieldType.DECIMAL,
                  "stock", FieldType.WHOLE,
                  "tags", FieldType.TEXT,
                  "sale", FieldType.FLAG));
      assertThat(table.find("shoes/a.jpg", Path.of("/shoes/a.jpg")))
          .containsEntry("tags", new FieldValue.Strings(List.of("red", "new")))
          .containsEntry("price", FieldValue.of(3.5));
    }
  }

  @Test
  void joinsByTheLongestEndOfThePathThatIsUnique() throws IOException {
    String csv = "image,n\nimages/shoes/1.jpg,1\nimages/hats/1.jpg,2\n2.jpg,3\n";
    try (var table = table("m.csv", csv)) {
      assertThat(table.find("shoes/1.jpg", Path.of("/data/images/shoes/1.jpg")))
          .containsEntry("n", FieldValue.of(1L));
      assertThat(table.find("hats/1.jpg", Path.of("/data/images/hats/1.jpg")))
          .containsEntry("n", FieldValue.of(2L));
      assertThat(table.find("socks/1.jpg", Path.of("/data/socks/1.jpg"))).isEmpty();
      assertThat(table.unmatchedRows()).isEqualTo(1);
      assertThat(table.find("any/2.jpg", Path.of("/any/2.jpg")))
          .containsEntry("n", FieldValue.of(3L));
      assertThat(table.unmatchedRows()).isZero();
    }
  }

  @Test
  void readsSemicolonsTabsAndByteOrderMarks() throws IOException {
    try (var semicolons = table("s.csv", "\uFEFFpath;price\na.jpg;3\n");
        var tabs = table("t.tsv", "path\tname\na.jpg\tRed, round\n")) {
      assertThat(semicolons.find("a.jpg", Path.of("/a.jpg")))
          .containsEntry("price", FieldValue.of(3L));
      assertThat(tabs.find("a.jpg", Path.of("/a.jpg")))
          .containsEntry("name", FieldValue.of("Red, round"));
    }
  }

  @Test
  void namesOfBuiltInFieldsGetAPrefixUnlessTheUserKnowsBetter() throws IOException {
    try (var table = table("m.csv", "path,id,width,camera,Price (EUR)\na.jpg,7,wide,Leica,3\n")) {
      assertThat(table.fields().keySet())
          .containsExactlyInAnyOrder("meta_id", "meta_width", "camera", "Price_EUR");
    }
  }

  @Test
  void anotherTypeMayBeWantedAndIsCheckedBeforeAnythingIsIndexed() throws IOException {
    var file = file("m.csv", "path,code\na.jpg,12\nb.jpg,x\n");
    try (var table = MetadataTable.read(file, "", Map.of("code", FieldType.KEYWORD))) {
      assertThat(table.fields()).containsEntry("code", FieldType.KEYWORD);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MetadataTable.read(file, "", Map.of("code", FieldType.WHOLE)))
        .withMessage("\"code\" in row 2 of %s is \"x\"; it must be of type whole".formatted(file));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MetadataTable.read(file, "", Map.of("cod", FieldType.WHOLE)))
        .withMessageContaining("has no column \"cod\" to give a type to; columns: path, code");
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    assertThatThrownBy(() -> MetadataTable.read(folder.resolve("no.csv"), "", Map.of()))
        .hasMessageEndingWith("no.csv does not exist");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table("a.csv", "path,n\na.jpg,1,2\n"))
        .withMessageContaining("row 1 of")
        .withMessageContaining("has 3 cells; the header has 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table("b.csv", "name,n\na,1\n"))
        .withMessageContaining("say which to join by with --key. Columns: name, n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table("c.jsonl", "{\"id\": 1}\nnonsense\n"))
        .withMessageStartingWith("line 2 of");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table("d.jsonl", "{\"id\": 1, \"size\": {\"w\": 1}}\n"))
        .withMessageContaining("\"size\" in line 1 of")
        .withMessageContaining("is an object");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table("e.csv", "path,path\na,b\n"))
        .withMessageContaining("is no CSV");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table("f.csv", "path,n\na,\"unclosed\n"))
        .withMessageContaining("is no CSV");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table("g.csv", "path,n\na.jpg,1\n,3\n"))
        .withMessageContaining("has no \"path\"; every row needs one");
    var latin =
        Files.write(folder.resolve("h.csv"), "path\nä".getBytes(StandardCharsets.ISO_8859_1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MetadataTable.read(latin, "", Map.of()))
        .withMessageContaining("is not UTF-8");
  }

  @Test
  void leavesNoTemporaryFilesBehind() throws IOException {
    long before = temporaryFolders();
    try (var table = table("m.csv", "path,n\na.jpg,1\n")) {
      assertThat(table.fields()).hasSize(1);
    }
    assertThat(temporaryFolders()).isEqualTo(before);
  }

  private static long temporaryFolders() throws IOException {
    try (var all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(path -> path.getFileName().toString().startsWith("eidetic-metadata"))
          .count();
    }
  }
}
