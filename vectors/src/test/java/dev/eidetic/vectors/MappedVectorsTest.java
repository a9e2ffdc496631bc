package dev.eidetic.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedVectorsTest {

  @TempDir Path folder;

  private static byte[] npy(String header, float... numbers) {
    byte[] text = header.getBytes(StandardCharsets.US_ASCII);
    var bytes =
        ByteBuffer.allocate(10 + text.length + 4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    bytes.put((byte) 1).put((byte) 0).putShort((short) text.length).put(text);
    for (float number : numbers) {
      bytes.putFloat(number);
    }
    return bytes.array();
  }

  private static final String GOOD =
      "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }\n";

  @Test
  void readsANumpyArray() throws IOException {
    var file = Files.write(folder.resolve("a.npy"), npy(GOOD, 1, 2, 3, 4, 5, 6));
    try (var vectors = MappedVectors.openNpy(file)) {
      assertThat(vectors.count()).isEqualTo(2);
      assertThat(vectors.dimension()).isEqualTo(3);
      var target = new float[7];
      vectors.copy(0, 2, target, 1);
      assertThat(target).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }
  }

  @Test
  void readsTexmexVectors() throws IOException {
    var bytes = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(2).putFloat(1).putFloat(2).putInt(2).putFloat(3).putFloat(4);
    var file = Files.write(folder.resolve("a.fvecs"), bytes.array());
    try (var vectors = MappedVectors.openFvecs(file)) {
      var target = new float[2];
      vectors.copy(1, 1, target, 0);
      assertThat(target).containsExactly(3, 4);
      assertThat(vectors.count()).isEqualTo(2);
    }
    bytes.putInt(12, 1);
    Files.write(file, bytes.array());
    assertThatIOException()
        .isThrownBy(() -> MappedVectors.openFvecs(file))
        .withMessageContaining("vector 1 claims 1 numbers, vector 0 has 2; they must agree");
  }

  @Test
  void refusesFilesThatPromiseMoreThanTheyHold() throws IOException {
    byte[] whole = npy(GOOD, 1, 2, 3, 4, 5, 6);
    for (int length = 0; length < whole.length; length++) {
      var file = Files.write(folder.resolve("cut.npy"), Arrays.copyOf(whole, length));
      assertThatIOException().isThrownBy(() -> MappedVectors.openNpy(file));
      assertThatIOException().isThrownBy(() -> MappedVectors.openFvecs(file));
    }
    String huge = GOOD.replace("(2, 3)", "(4000000000, 3)");
    var file = Files.write(folder.resolve("huge.npy"), npy(huge));
    assertThatIOException()
        .isThrownBy(() -> MappedVectors.openNpy(file))
        .withMessageContaining("holds 4000000000 vectors of 3 numbers; at most 2147483647");
  }

  @Test
  void refusesOtherKindsOfArrays() throws IOException {
    for (String header :
        new String[] {
          GOOD.replace("<f4", "<f8"),
          GOOD.replace("False", "True"),
          GOOD.replace("(2, 3)", "(6,)"),
          GOOD.replace("'shape'", "'form'")
        }) {
      var file = Files.write(folder.resolve("other.npy"), npy(header, 1, 2, 3, 4, 5, 6));
      assertThatIOException().as(header).isThrownBy(() -> MappedVectors.openNpy(file));
    }
  }
}
