package dev.eidetic.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.eidetic.testkit.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorFilesTest {

  private static final float[] NUMBERS = {1, -2, 3.5f, 4, 5, 6};

  @TempDir private Path folder;

  private static byte[] npy(
      String type, int bytesEach, java.util.function.Consumer<ByteBuffer> body) {
    byte[] text =
        "{'descr': '%s', 'fortran_order': False, 'shape': (2, 3), }\n"
            .formatted(type)
            .getBytes(StandardCharsets.US_ASCII);
    var bytes =
        ByteBuffer.allocate(10 + text.length + 6 * bytesEach).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    bytes.put((byte) 1).put((byte) 0).putShort((short) text.length).put(text);
    body.accept(bytes);
    return bytes.array();
  }

  private static byte[] floats() {
    return npy(
        "<f4",
        4,
        bytes -> {
          for (float number : NUMBERS) {
            bytes.putFloat(number);
          }
        });
  }

  private static byte[] zip(boolean isPacked, String... names) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        var entry = new ZipEntry(name);
        byte[] content = floats();
        if (!isPacked) {
          var sum = new CRC32();
          sum.update(content);
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(content.length);
          entry.setCrc(sum.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private float[] numbers(String name, byte[] bytes) throws IOException {
    var file = Files.write(folder.resolve(name), bytes);
    try (var vectors = VectorFiles.open(file)) {
      return numbers(vectors);
    }
  }

  private static float[] numbers(MappedVectors vectors) {
    assertThat(vectors.count()).isEqualTo(2);
    assertThat(vectors.dimension()).isEqualTo(3);
    var numbers = new float[6];
    vectors.copy(0, 2, numbers, 0);
    return numbers;
  }

  private static byte[] texmex(int bytesEach, java.util.function.ObjIntConsumer<ByteBuffer> put) {
    var bytes = ByteBuffer.allocate(2 * (4 + 3 * bytesEach)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 6; i++) {
      if (i % 3 == 0) {
        bytes.putInt(3);
      }
      put.accept(bytes, i);
    }
    return bytes.array();
  }

  @Test
  void texmexFilesAreReadByTheirEnding() throws IOException {
    assertThat(numbers("a.fvecs", texmex(4, (bytes, i) -> bytes.putFloat(NUMBERS[i]))))
        .containsExactly(NUMBERS);
    assertThat(numbers("a.BVECS", texmex(1, (bytes, i) -> bytes.put((byte) (250 + i)))))
        .containsExactly(250, 251, 252, 253, 254, 255);
    assertThat(numbers("a.ivecs", texmex(4, (bytes, i) -> bytes.putInt(i * 1_000_000 - 1))))
        .containsExactly(-1, 999_999, 1_999_999, 2_999_999, 3_999_999, 4_999_999);
  }

  @Test
  void numpyArraysAreReadByTheirContent() throws IOException {
    assertThat(numbers("a.npy", floats())).containsExactly(NUMBERS);
    assertThat(numbers("vectors.bin", floats())).containsExactly(NUMBERS);
    byte[] doubles = npy("<f8", 8, bytes -> putAll(bytes, 8));
    assertThat(numbers("d.npy", doubles)).containsExactly(NUMBERS);
    byte[] halves = npy("<f2", 2, bytes -> putAll(bytes, 2));
    assertThat(numbers("h.npy", halves)).containsExactly(NUMBERS);
    assertThat(numbers("i.npy", npy("|i1", 1, bytes -> putAll(bytes, 1))))
        .containsExactly(1, -2, 3, 4, 5, 6);
    assertThat(numbers("u.npy", npy("|u1", 1, bytes -> putAll(bytes, 1))))
        .containsExactly(1, 254, 3, 4, 5, 6);
    assertThat(numbers("n.npy", npy("<i4", 4, bytes -> putAll(bytes, 4))))
        .containsExactly(1, -2, 3, 4, 5, 6);
  }

  private static void putAll(ByteBuffer bytes, int width) {
    for (float number : NUMBERS) {
      switch (width) {
        case 1 -> bytes.put((byte) number);
        case 2 -> bytes.putShort(Float.floatToFloat16(number));
        case 4 -> bytes.putInt((int) number);
        default -> bytes.putDouble(number);
      }
    }
  }

  @Test
  void archivesOfOneArrayAreOpened() throws IOException {
    assertThat(numbers("stored.npz", zip(false, "arr_0.npy"))).containsExactly(NUMBERS);
    assertThat(numbers("packed.npz", zip(true, "arr_0.npy"))).containsExactly(NUMBERS);
  }

  @Test
  void arraysOfAnArchiveAreOpenedByName() throws IOException {
    for (boolean isPacked : new boolean[] {false, true}) {
      var file = Files.write(folder.resolve("two.npz"), zip(isPacked, "base.npy", "queries.npy"));
      try (var vectors = VectorFiles.open(file, "queries")) {
        assertThat(numbers(vectors)).containsExactly(NUMBERS);
      }
      assertThatIOException()
          .isThrownBy(() -> VectorFiles.open(file))
          .withMessage("%s: it holds 2 arrays, [base.npy, queries.npy]; name one".formatted(file));
      assertThatIOException()
          .isThrownBy(() -> VectorFiles.open(file, "bass"))
          .withMessage("%s: it has no array \"bass\", but [base.npy, queries.npy]".formatted(file));
    }
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    var file = Files.writeString(folder.resolve("vectors.txt"), "1 2 3");
    assertThatIOException()
        .isThrownBy(() -> VectorFiles.open(file))
        .withMessage(
            "%s ends in \"txt\"; known are .fvecs, .bvecs, .ivecs, .npy and .npz".formatted(file));
    var empty = Files.write(folder.resolve("empty.bvecs"), new byte[0]);
    assertThatIOException()
        .isThrownBy(() -> VectorFiles.open(empty))
        .withMessage("%s is empty; it holds no vectors".formatted(empty));
    var cut = Files.write(folder.resolve("cut.bvecs"), new byte[] {3, 0, 0, 0, 1, 2});
    assertThatIOException()
        .isThrownBy(() -> VectorFiles.open(cut))
        .withMessageContaining("is 6 bytes, no whole number of vectors of 3 numbers");
    var fake = Files.writeString(folder.resolve("fake.npz"), "not a zip");
    assertThatIOException()
        .isThrownBy(() -> VectorFiles.open(fake))
        .withMessageContaining("does not begin like a ZIP file");
  }

  @Test
  void damagedFilesAreRefusedOrReadAsTheyAre() throws IOException {
    byte[][] originals = {
      floats(),
      zip(false, "a.npy"),
      zip(true, "a.npy"),
      texmex(4, (bytes, i) -> bytes.putFloat(NUMBERS[i]))
    };
    for (var random : Seeds.many(2000)) {
      byte[] mutant = originals[random.nextInt(originals.length)].clone();
      if (random.nextInt(3) == 0) {
        mutant = Arrays.copyOf(mutant, random.nextInt(mutant.length + 9));
      }
      for (int i = random.nextInt(4); i > 0 && mutant.length > 0; i--) {
        mutant[random.nextInt(mutant.length)] =
            (byte) (random.nextBoolean() ? 255 : random.nextInt(256));
      }
      var file = Files.write(folder.resolve("mutant.fvecs"), mutant);
      try (var vectors = VectorFiles.open(file)) {
        for (int i = 0; i < Math.min(5, vectors.count()); i++) {
          vectors.copy(i, 1, new float[vectors.dimension()], 0);
        }
      } catch (IOException e) {
        assertThat(e).as("%s", random).hasMessageContaining("mutant.fvecs");
      } catch (RuntimeException e) {
        throw new AssertionError(random.toString(), e);
      }
    }
  }
}
