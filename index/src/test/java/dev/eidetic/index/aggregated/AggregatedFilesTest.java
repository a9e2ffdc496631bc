package dev.eidetic.index.aggregated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.FileCheck;
import dev.eidetic.testkit.Seeds;
import dev.eidetic.vectors.VectorSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Codebooks and indexes as files.
class AggregatedFilesTest {

  private static final int DIMENSION = 70;
  private static final int DESCRIPTORS = 40;
  private static final int IMAGES = 12;

  @TempDir Path folder;

  private final Codebook codebook = codebook(1);
  private final List<AggregatedImage> images = new ArrayList<>();
  private final AggregatedImage query = codebook.query(rows(500), DESCRIPTORS);

  private static float[] rows(long seed) {
    var random = Seeds.of(seed);
    var rows = new float[DESCRIPTORS * DIMENSION];
    for (int i = 0; i < DESCRIPTORS; i++) {
      System.arraycopy(random.unitVector(DIMENSION), 0, rows, i * DIMENSION, DIMENSION);
    }
    return rows;
  }

  private static Codebook codebook(long seed) {
    var settings = new AggregationSettings(2, 2, 2.5, 0.1, seed);
    return Codebook.train(VectorSource.of(rows(seed), DIMENSION), settings, 1);
  }

  @BeforeEach
  void describeImages() {
    for (int i = 0; i < IMAGES; i++) {
      images.add(codebook.stored(rows(100 + i), i == 5 ? 0 : DESCRIPTORS));
    }
  }

  @Test
  void whatWasSavedAnswersAsBefore() throws IOException {
    codebook.save(folder.resolve("codebook"));
    var index = AggregatedIndex.of(codebook, images);
    index.save(folder.resolve("images"));
    var sameCodebook = Codebook.open(folder.resolve("codebook"));
    assertThat(sameCodebook.settings()).isEqualTo(codebook.settings());
    assertThat(sameCodebook.query(rows(500), DESCRIPTORS).words()).isEqualTo(query.words());
    for (var check : FileCheck.values()) {
      var same = AggregatedIndex.open(folder.resolve("images"), sameCodebook, check);
      assertThat(same.scores(query)).isEqualTo(index.scores(query)).hasSize(IMAGES);
      assertThat(same.entries()).isEqualTo(index.entries()).isPositive();
    }
  }

  @Test
  void anEmptyIndexCanBeSaved() throws IOException {
    AggregatedIndex.of(codebook, List.of()).save(folder.resolve("none"));
    var none = AggregatedIndex.open(folder.resolve("none"), codebook, FileCheck.EVERYTHING);
    assertThat(none.scores(query)).isEmpty();
  }

  @Test
  void joinedIndexesScoreWhatWasKeptAsBefore() throws IOException {
    var kept =
        List.of(BitSet.valueOf(new long[] {0b10110}), BitSet.valueOf(new long[] {0b1000011}));
    var parts =
        List.of(
            AggregatedIndex.of(codebook, images.subList(0, 5)),
            AggregatedIndex.of(codebook, images.subList(5, IMAGES)));
    AggregatedIndex.saveJoined(folder.resolve("joined"), parts, kept);
    var joined = AggregatedIndex.open(folder.resolve("joined"), codebook, FileCheck.EVERYTHING);
    var expected =
        AggregatedIndex.of(
            codebook,
            List.of(
                images.get(1),
                images.get(2),
                images.get(4),
                images.get(5),
                images.get(6),
                images.get(11)));
    assertThat(joined.scores(query)).isEqualTo(expected.scores(query));
    assertThat(joined.entries()).isEqualTo(expected.entries());
  }

  @Test
  void indexesOfAnotherCodebookAreRefused() throws IOException {
    var file = folder.resolve("images");
    AggregatedIndex.of(codebook, images).save(file);
    var other = codebook(2);
    assertThatExceptionOfType(CorruptFileException.class)
        .isThrownBy(() -> AggregatedIndex.open(file, other, FileCheck.STRUCTURE))
        .withMessageContaining("in words of another codebook");
    var parts =
        List.of(
            AggregatedIndex.of(codebook, images),
            AggregatedIndex.of(other, List.of(other.stored(rows(1), DESCRIPTORS))));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                AggregatedIndex.saveJoined(
                    folder.resolve("joined"), parts, List.of(new BitSet(), new BitSet())))
        .withMessage("indexes of different codebooks cannot be joined");
    assertThat(folder.resolve("joined")).doesNotExist();
  }

  @Test
  void oneFileIsNotTakenForTheOther() throws IOException {
    var words = folder.resolve("codebook");
    codebook.save(words);
    assertThatExceptionOfType(CorruptFileException.class)
        .isThrownBy(() -> AggregatedIndex.open(words, codebook, FileCheck.EVERYTHING))
        .withMessageContaining("it says \"codebook\", not \"images\"");
    var file = folder.resolve("images");
    AggregatedIndex.of(codebook, images).save(file);
    assertThatExceptionOfType(CorruptFileException.class)
        .isThrownBy(() -> Codebook.open(file))
        .withMessageContaining("it says \"images\", not \"codebook\"");
  }

  @Test
  void everyChangedByteIsSeenOrDoesNoHarm() throws IOException {
    var file = folder.resolve("images");
    AggregatedIndex.of(codebook, images).save(file);
    byte[] whole = Files.readAllBytes(file);
    var changed = folder.resolve("changed");
    int answered = 0;
    for (int place = 0; place < whole.length; place += 3) {
      byte[] bytes = whole.clone();
      bytes[place] ^= (byte) 0x81;
      Files.write(changed, bytes);
      assertThatExceptionOfType(CorruptFileException.class)
          .isThrownBy(() -> AggregatedIndex.open(changed, codebook, FileCheck.EVERYTHING));
      try {
        var index = AggregatedIndex.open(changed, codebook, FileCheck.STRUCTURE);
        assertThat(index.scores(query)).hasSize(IMAGES);
        AggregatedIndex.saveJoined(
            folder.resolve("joined"), List.of(index), List.of(BitSet.valueOf(new long[] {3})));
        answered++;
      } catch (CorruptFileException _) { // seen
      }
    }
    assertThat(answered).isPositive();
    for (int length : new int[] {0, 7, 31, 100, whole.length - 1}) {
      Files.write(changed, Arrays.copyOf(whole, length));
      assertThatExceptionOfType(CorruptFileException.class)
          .isThrownBy(() -> AggregatedIndex.open(changed, codebook, FileCheck.STRUCTURE));
    }
  }

  @Test
  void aDamagedCodebookIsRefused() throws IOException {
    var file = folder.resolve("codebook");
    codebook.save(file);
    byte[] whole = Files.readAllBytes(file);
    for (int place = 0; place < whole.length; place += 3) {
      byte[] bytes = whole.clone();
      bytes[place] ^= 1;
      Files.write(file, bytes);
      assertThatExceptionOfType(CorruptFileException.class).isThrownBy(() -> Codebook.open(file));
    }
  }
}
