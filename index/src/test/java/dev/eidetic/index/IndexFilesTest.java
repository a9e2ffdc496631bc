package dev.eidetic.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.eidetic.testkit.Seeds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexFilesTest {

  @TempDir private Path folder;

  private final Seeds random = Seeds.many(1).getFirst();
  private final TestVectors vectors = new TestVectors(random, 3, 5);

  private Path saved(long... ids) throws IOException {
    var file = folder.resolve("saved.index");
    try (var index =
        Indexes.create(IndexSpec.parse("Flat"), Metric.EUCLIDEAN, 5, BuildOptions.DEFAULT)) {
      index.add(ids, TestVectors.source(vectors.next(ids.length)));
      index.save(file);
    }
    return file;
  }

  private static long[] many(int count, long first, long step) {
    var ids = new long[count];
    Arrays.setAll(ids, i -> first + i * step);
    return ids;
  }

  @Test
  void anEmptyIndexIsSavedToo() throws IOException {
    var file = saved();
    try (var mapped = Indexes.map(file);
        var loaded = Indexes.load(file)) {
      assertThat(mapped.size()).isZero();
      assertThat(mapped.search(vectors.next(), SearchRequest.top(3)).count()).isZero();
      loaded.add(7, TestVectors.source(vectors.next(2)));
      assertThat(loaded.ids()).containsExactlyInAnyOrder(7, 8);
    }
  }

  @Test
  void idsOfEachWidthSurvive() throws IOException {
    for (long[] ids :
        new long[][] {
          many(100, 0, 1),
          many(100, 5, 3),
          many(100, 3_000_000_000L, -7),
          many(100, -50, 1),
          many(100, Long.MAX_VALUE, -3),
          many(99, 1L << 31, 1L << 24)
        }) {
      var file = saved(ids);
      try (var mapped = Indexes.map(file);
          var loaded = Indexes.load(file)) {
        for (var index : new VectorIndex[] {mapped, loaded}) {
          assertThat(index.ids()).containsExactlyInAnyOrder(ids);
          assertThat(index.contains(ids[42])).isTrue();
          assertThat(index.contains(ids[42] + (1L << 40))).isFalse();
        }
        assertThat(loaded.delete(ids[42])).isEqualTo(1);
        loaded.add(new long[] {-99}, TestVectors.source(vectors.next()));
        assertThat(loaded.contains(-99)).isTrue();
        assertThat(loaded.contains(ids[41])).isTrue();
      }
    }
  }

  @Test
  void aFileCanBeReplacedWhileItIsMapped() throws IOException {
    var file = saved(many(10, 0, 1));
    try (var mapped = Indexes.map(file)) {
      saved(many(20, 0, 1));
      assertThat(mapped.size()).isEqualTo(10);
      assertThat(mapped.search(vectors.next(), SearchRequest.top(30)).count()).isEqualTo(10);
    }
    try (var mapped = Indexes.map(file)) {
      assertThat(mapped.size()).isEqualTo(20);
    }
  }

  @Test
  void aFailedSaveLeavesWhatWasThereAndNothingElse() throws IOException {
    var file = saved(many(10, 0, 1));
    byte[] before = Files.readAllBytes(file);
    var index = Indexes.create(IndexSpec.parse("Flat"), Metric.EUCLIDEAN, 5, BuildOptions.DEFAULT);
    index.add(0, TestVectors.source(vectors.next(3)));
    index.close();
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> index.save(file));
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Indexes.load(file).save(folder.resolve("none/there.index")));
  }

  @Test
  void savingTwiceGivesTheSameBytes() throws IOException {
    var file = saved(many(10, 4, 9));
    var again = folder.resolve("again.index");
    try (var loaded = Indexes.load(file)) {
      loaded.save(again);
    }
    assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(file));
    try (var mapped = Indexes.map(file)) {
      mapped.save(again);
    }
    assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void errorsNameFileSectionAndByte() throws IOException {
    var file = saved(many(10, 0, 1));
    byte[] bytes = Files.readAllBytes(file);

    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    assertThatExceptionOfType(CorruptFileException.class)
        .isThrownBy(() -> Indexes.map(file))
        .withMessage(
            "%s: section \"flat.rows\", byte 384: the checksum of its 200 bytes differs: "
                    .formatted(file)
                + "the file was changed");
    try (var index = Indexes.map(file, FileCheck.STRUCTURE)) {
      assertThat(index.size()).isEqualTo(10);
    }

    Files.write(file, Arrays.copyOf(bytes, 500));
    assertThatExceptionOfType(CorruptFileException.class)
        .isThrownBy(() -> Indexes.map(file, FileCheck.STRUCTURE))
        .withMessage(
            "%s: section \"header\", byte 190: section \"flat.rows\" has 200 bytes from byte 384 "
                    .formatted(file)
                + "on, the file has 500: truncated?");

    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(8, 2);
    Files.write(file, bytes);
    assertThatExceptionOfType(CorruptFileException.class)
        .isThrownBy(() -> Indexes.load(file))
        .withMessage(
            "%s: section \"header\", byte 8: the format is version 2; this program reads 1"
                .formatted(file));

    Files.writeString(file, "not an index at all, but long enough to be one");
    assertThatExceptionOfType(CorruptFileException.class)
        .isThrownBy(() -> Indexes.load(file))
        .withMessageContaining(
            "byte 0: the file does not begin with EIDINDEX; it is of another kind");

    Files.write(file, new byte[0]);
    assertThatExceptionOfType(CorruptFileException.class)
        .isThrownBy(() -> Indexes.map(file))
        .withMessageContaining("byte 0: the file has 0 bytes");
  }
}
