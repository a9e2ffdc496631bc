package dev.eidetic.engine.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.eidetic.engine.Collection;
import dev.eidetic.engine.EngineException.BusyException;
import dev.eidetic.engine.EngineException.ConflictException;
import dev.eidetic.engine.EngineException.DamagedException;
import dev.eidetic.engine.EngineException.NotFoundException;
import dev.eidetic.engine.NewImage;
import dev.eidetic.engine.Pictures;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectionCopyTest {

  @TempDir private Path folder;
  private Path original;
  private Path backup;

  @BeforeEach
  void fill() throws Exception {
    original = folder.resolve("original");
    backup = folder.resolve("backup");
    try (var collection = Collection.create(original, Pictures.encoder(), Pictures.decoder())) {
      for (int i = 0; i < 20; i++) {
        collection.put(NewImage.of("item-" + i, Pictures.png(i)));
      }
    }
    Files.writeString(original.resolve("encoder.txt"), "somewhere\n");
  }

  private static int size(Path folder) throws Exception {
    try (var collection = Collection.open(folder);
        var now = collection.snapshot()) {
      return now.size();
    }
  }

  @Test
  void aBackupIsACollectionOfWhatWasSavedLast() throws Exception {
    try (var collection = Collection.open(original)) {
      collection.delete("item-3"); // neither saved nor in the backup
      CollectionCopy.backUp(original, backup);
    }
    assertThat(size(backup)).isEqualTo(20);
    assertThat(size(original)).isEqualTo(19);
    assertThat(backup.resolve("encoder.txt")).hasContent("somewhere");
  }

  @Test
  void aSecondBackupCopiesWhatIsNew() throws Exception {
    CollectionCopy.backUp(original, backup);
    try (var collection = Collection.open(original, Pictures.encoder(), Pictures.decoder())) {
      collection.put(NewImage.of("item-20", Pictures.png(20)));
    }
    var copied = CollectionCopy.backUp(original, backup);
    assertThat(copied.copied()).isLessThan(copied.files());
    assertThat(size(backup)).isEqualTo(21);
    assertThat(CollectionCopy.backUp(original, backup).copied()).isEqualTo(1);
  }

  @Test
  void aRestoredCollectionIsAsItWas() throws Exception {
    CollectionCopy.backUp(original, backup);
    var restored = folder.resolve("restored");
    CollectionCopy.restore(backup, restored, false);
    assertThat(size(restored)).isEqualTo(20);
    try (var collection = Collection.open(restored, Pictures.encoder(), Pictures.decoder())) {
      collection.put(NewImage.of("item-20", Pictures.png(20)));
    }
    assertThat(size(restored)).isEqualTo(21);
    assertThat(size(backup)).isEqualTo(20);
  }

  @Test
  void aNewerCollectionIsReplacedOnPurposeOnly() throws Exception {
    CollectionCopy.backUp(original, backup);
    for (int i = 0; i < 4; i++) {
      try (var collection = Collection.open(original)) {
        collection.delete("item-" + i);
      }
    }
    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> CollectionCopy.restore(backup, original, false));
    assertThat(size(original)).isEqualTo(16);
    try (var collection = Collection.open(original)) {
      collection.delete("item-5");
      assertThatExceptionOfType(BusyException.class)
          .isThrownBy(() -> CollectionCopy.restore(backup, original, true));
    }
    CollectionCopy.restore(backup, original, true);
    assertThat(size(original)).isEqualTo(20);
  }

  @Test
  void aDamagedFileIsNotCopied() throws Exception {
    try (var files = Files.list(original.resolve("index"))) {
      var file = files.filter(each -> each.toString().matches(".*\\.(cfs|vec)")).findFirst().get();
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
    }
    assertThatExceptionOfType(DamagedException.class)
        .isThrownBy(() -> CollectionCopy.backUp(original, backup));
    assertThat(Collection.exists(backup)).isFalse();
  }

  @Test
  void whereNothingIsNothingIsCopied() {
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> CollectionCopy.backUp(folder.resolve("nowhere"), backup));
    assertThat(backup).doesNotExist();
  }
}
