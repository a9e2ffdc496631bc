package dev.eidetic.engine.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.eidetic.engine.Collection;
import dev.eidetic.engine.Pictures;
import dev.eidetic.engine.check.CollectionCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Indexes into a file system of two megabytes; skipped where none may be mounted.
class FullDiskTest {

  private static final int FILES = 3000;

  @TempDir Path folder;
  private Path disk;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    assumeThat(run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString()))
        .as("needs the right to mount a small tmpfs")
        .isZero();
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", disk.toString());
  }

  private static int run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException _) { // no such program
      return -1;
    }
  }

  @Test
  void endsWithAClearErrorAndKeepsWhatWasSaved() throws Exception {
    for (int i = 0; i < FILES; i++) {
      Pictures.write(folder.resolve("photos/%d.png".formatted(i)), i);
    }
    var place = disk.resolve("collection");
    var options = IngestOptions.standard().saveEvery(Duration.ofMillis(100));
    var saved = new long[1];
    try (var encoder = Pictures.slowEncoder(1);
        var collection = Collection.create(place, encoder, Pictures.decoder())) {
      var failure =
          catchThrowableOfType(
              IOException.class,
              () ->
                  collection.addAll(
                      new FolderSource(folder.resolve("photos")),
                      options,
                      progress -> {
                        saved[0] = progress.saved();
                        return true;
                      }));
      assertThat(failure)
          .hasMessageContaining("could not be written: its disk is full; free some space")
          .hasMessageContaining("What was saved before is intact");
      try (var now = collection.snapshot()) {
        assertThat((long) now.size()).isGreaterThanOrEqualTo(saved[0]);
      }
    }
    assertThat(CollectionCheck.run(place, false, _ -> {}).problems()).isEmpty();
    try (var collection = Collection.open(place);
        var now = collection.snapshot()) {
      assertThat((long) now.size()).isPositive().isGreaterThanOrEqualTo(saved[0]);
    }
  }

  @Test
  void goesOnWhenThereIsRoomAgain() throws Exception {
    for (int i = 0; i < FILES; i++) {
      Pictures.write(folder.resolve("photos/%d.png".formatted(i)), i);
    }
    var place = disk.resolve("collection");
    try (var encoder = Pictures.encoder();
        var collection = Collection.create(place, encoder, Pictures.decoder())) {
      var source = new FolderSource(folder.resolve("photos"));
      assertThat(
              catchThrowableOfType(
                  IOException.class,
                  () ->
                      collection.addAll(source, IngestOptions.standard(), IngestListener.silent())))
          .hasMessageContaining("its disk is full");
      assertThat(run("mount", "-o", "remount,size=64m", disk.toString())).isZero();
      var report = collection.addAll(source, IngestOptions.standard(), IngestListener.silent());
      assertThat(report.progress().done()).isEqualTo(FILES);
      try (var now = collection.snapshot()) {
        assertThat(now.size()).isEqualTo(FILES);
      }
    }
  }
}
