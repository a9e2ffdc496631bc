package dev.eidetic.engine.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.NewImage;
import dev.eidetic.engine.Pictures;
import dev.eidetic.engine.fields.FieldValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorExportTest {

  @TempDir Path folder;
  private Collection collection;

  @BeforeEach
  void fill() throws Exception {
    collection = Collection.create(folder.resolve("c"), Pictures.encoder(), Pictures.decoder());
    for (int i = 0; i < 3; i++) {
      collection.add(
          new NewImage(
              "i" + i,
              Pictures.png(i),
              "",
              Map.of(
                  "n",
                  FieldValue.of((long) i),
                  "tags",
                  new FieldValue.Strings(List.of("a, b", "c\"" + i)))));
    }
  }

  @AfterEach
  void close() throws Exception {
    collection.close();
  }

  @Test
  void npyHoldsTheVectorsInTheOrderOfTheJsonLines() throws Exception {
    var npy = folder.resolve("v.npy");
    var jsonl = folder.resolve("v.jsonl");
    try (var now = collection.snapshot()) {
      assertThat(VectorExport.write(now, "", npy, jsonl)).isEqualTo(3);
      var bytes = ByteBuffer.wrap(Files.readAllBytes(npy)).order(ByteOrder.LITTLE_ENDIAN);
      int headerLength = bytes.getShort(8);
      var header = new String(bytes.array(), 10, headerLength, StandardCharsets.US_ASCII);
      assertThat(header)
          .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 192), }")
          .endsWith("\n");
      assertThat((10 + headerLength) % 64).isZero();
      assertThat(bytes.array()).hasSize(10 + headerLength + 3 * 192 * 4);
      bytes.position(10 + headerLength);
      for (String line : Files.readAllLines(jsonl)) {
        var id = String.valueOf(JSON.std.mapFrom(line).get("id"));
        for (float number : now.vector(id).orElseThrow()) {
          assertThat(bytes.getFloat()).as("vector of %s", id).isEqualTo(number);
        }
      }
    }
  }

  @Test
  void fvecsPutsTheDimensionBeforeEachRowAndCsvQuotes() throws Exception {
    var fvecs = folder.resolve("v.fvecs");
    var csv = folder.resolve("v.csv");
    try (var now = collection.snapshot()) {
      assertThat(VectorExport.write(now, "n:[1 TO 2]", fvecs, csv)).isEqualTo(2);
    }
    var bytes = ByteBuffer.wrap(Files.readAllBytes(fvecs)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(bytes.array()).hasSize(2 * (4 + 192 * 4));
    assertThat(bytes.getInt(0)).isEqualTo(192);
    assertThat(bytes.getInt(4 + 192 * 4)).isEqualTo(192);
    var lines = Files.readAllLines(csv);
    assertThat(lines.getFirst()).startsWith("row,id,path,bytes,");
    assertThat(lines.get(1)).startsWith("0,i1,,").contains("\"a, b|c\"\"1\"");
    assertThat(lines.get(2)).startsWith("1,i2,,");
  }

  @Test
  void refusesUnknownEndingsAndLeavesNothingBehind() throws Exception {
    try (var now = collection.snapshot()) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> VectorExport.write(now, "", folder.resolve("v.bin"), folder.resolve("v.csv")))
          .withMessageContaining("ends in neither .npy nor .fvecs");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  VectorExport.write(
                      now, "nonsense:1", folder.resolve("v.npy"), folder.resolve("v.csv")));
    }
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly("c");
    }
  }
}
