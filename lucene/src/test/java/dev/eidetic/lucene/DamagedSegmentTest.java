package dev.eidetic.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedSegmentTest {

  @TempDir private Path folder;

  private final Documents documents = new Documents(16, VectorSimilarityFunction.DOT_PRODUCT, 21);

  @BeforeEach
  void fill() throws IOException {
    var settings =
        Documents.settings(SegmentSettings.DEFAULT.scanningUpTo(0)).setUseCompoundFile(false);
    try (var directory = FSDirectory.open(folder);
        var writer = new IndexWriter(directory, settings)) {
      for (int i = 0; i < 300; i++) {
        writer.addDocument(documents.next());
      }
    }
  }

  private Path file(String extension) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith("." + extension)).findFirst().get();
    }
  }

  private boolean isCalledWhole() throws IOException {
    try (var directory = FSDirectory.open(folder);
        var check = new CheckIndex(directory)) {
      check.setInfoStream(
          new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
      return check.checkIndex().clean;
    }
  }

  private void search() throws IOException {
    try (var directory = FSDirectory.open(folder);
        var reader = DirectoryReader.open(directory)) {
      Documents.found(reader, documents.vector(), 10, Documents.ALL, SegmentSearchStrategy.DEFAULT);
    }
  }

  @Test
  void lucenesCheckFindsEveryChangedByte() throws IOException {
    assertThat(isCalledWhole()).isTrue();
    var random = new Random(21);
    for (String extension : new String[] {"eix", "eim"}) {
      var file = file(extension);
      byte[] whole = Files.readAllBytes(file);
      for (int i = 0; i < 8; i++) {
        byte[] changed = whole.clone();
        changed[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, changed);
        assertThat(isCalledWhole()).as("%s, change %d", extension, i).isFalse();
      }
      Files.write(file, whole);
    }
    assertThat(isCalledWhole()).isTrue();
  }

  @Test
  void truncatedFilesAreRefusedWhenOpened() throws IOException {
    for (String extension : new String[] {"eix", "eim"}) {
      var file = file(extension);
      byte[] whole = Files.readAllBytes(file);
      for (int length : new int[] {0, 20, whole.length / 2, whole.length - 1}) {
        Files.write(file, java.util.Arrays.copyOf(whole, length));
        assertThatThrownBy(this::search)
            .as("%s of %d bytes", extension, length)
            .isInstanceOf(IOException.class);
      }
      Files.write(file, whole);
    }
    search();
  }

  /// Opening checks only the structure, so wrong answers are possible, but nothing worse.
  @Test
  void changedIndexesAreRefusedOrHarmless() throws IOException {
    var file = file("eix");
    byte[] whole = Files.readAllBytes(file);
    var random = new Random(22);
    for (int i = 0; i < 60; i++) {
      byte[] changed = whole.clone();
      changed[random.nextInt(Math.min(2_000, whole.length))] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, changed);
      try {
        search();
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("eix");
      }
    }
  }
}
