package dev.eidetic.evaluate.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextTableTest {

  @TempDir Path folder;

  @Test
  void readsQuotesSkipsBlankLinesAndCountsAsEditorsDo() throws IOException {
    var file = write("\uFEFFid, name\n\n1,\"a, b\"\r\n2,c\n");
    var rows = new ArrayList<String>();
    TextTable.csv(file)
        .forEach(row -> rows.add(row.line() + ":" + row.cell("ID") + ":" + row.cell(1)));
    assertThat(rows).containsExactly("3:1:a, b", "4:2:c");
  }

  @Test
  void readsColumnsAlignedWithBlanks() throws IOException {
    var file = write("2\nimage   label\na.jpg\t x\n\n  b.jpg   y\n");
    var rows = new ArrayList<List<String>>();
    new TextTable(file, TextTable.BLANKS, 1, true)
        .forEach(row -> rows.add(List.of("" + row.line(), row.cell("image"), row.cell("label"))));
    assertThat(rows).containsExactly(List.of("3", "a.jpg", "x"), List.of("5", "b.jpg", "y"));
  }

  @Test
  void namesTheLineAndTheColumnsThatThereAre() throws IOException {
    var file = write("id,name\n1\n");
    refuses(file, "line 2: there is no column \"size\"; the header has [id, name]", "size");
    refuses(file, "line 2: it has 1 cells; column 2 is missing: is the separator right?", "name");
  }

  @Test
  void refusesARowThatDoesNotEnd() throws IOException {
    var endless = new byte[BoundedReader.MAX_ROW_CHARACTERS + (1 << 20)];
    Arrays.fill(endless, (byte) 'a');
    var file = Files.write(folder.resolve("endless.csv"), endless);
    refuses(file, "a row is longer than 67108864 characters; is it text, and is every quote", "a");
    var table = new TextTable(file, TextTable.BLANKS, 0, false);
    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(() -> table.forEach(row -> assertThat(row.size()).isZero()))
        .withMessageContaining("a row is longer than");
  }

  private static void refuses(Path file, String complaint, String column) {
    assertThatExceptionOfType(MalformedFileException.class)
        .as(complaint)
        .isThrownBy(
            () -> TextTable.csv(file).forEach(row -> assertThat(row.cell(column)).isEmpty()))
        .withMessageContaining(complaint);
  }

  private Path write(String text) throws IOException {
    return Files.write(folder.resolve("table.csv"), text.getBytes(StandardCharsets.UTF_8));
  }
}
