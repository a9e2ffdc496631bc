package dev.eidetic.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.engine.Collection;
import dev.eidetic.engine.Pictures;
import dev.eidetic.engine.ingest.FolderSource;
import dev.eidetic.engine.ingest.IngestListener;
import dev.eidetic.engine.ingest.IngestOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectionCheckTest {

  @TempDir Path folder;

  @BeforeEach
  void fill() throws Exception {
    for (int i = 0; i < 50; i++) {
      Pictures.write(folder.resolve("photos/" + i + ".png"), i);
    }
    try (var collection =
        Collection.create(folder.resolve("c"), Pictures.encoder(), Pictures.decoder())) {
      collection.addAll(
          new FolderSource(folder.resolve("photos")),
          IngestOptions.standard(),
          IngestListener.silent());
    }
  }

  private CheckReport check(boolean rehashesFiles) throws Exception {
    return CollectionCheck.run(folder.resolve("c"), rehashesFiles, _ -> {});
  }

  @Test
  void aWholeCollectionHasNoProblems() throws Exception {
    var report = check(true);
    assertThat(report.isWhole()).isTrue();
    assertThat(report.items()).isEqualTo(50);
  }

  @Test
  void aFlippedBitInTheVectorsIsFound() throws Exception {
    Path largest;
    try (var files = Files.list(folder.resolve("c/index"))) {
      largest =
          files
              .filter(file -> file.toString().endsWith(".vec") || file.toString().endsWith(".cfs"))
              .max(java.util.Comparator.comparingLong(file -> file.toFile().length()))
              .orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(largest);
    bytes[bytes.length / 2] ^= 1;
    Files.write(largest, bytes);
    var report = check(false);
    assertThat(report.isWhole()).isFalse();
    assertThat(report.problems().getFirst()).contains("segments are damaged").contains("checksum");
  }

  @Test
  void changedAndMissingFilesAreFoundWhenFilesAreRead() throws Exception {
    Pictures.write(folder.resolve("photos/7.png"), 700);
    Files.delete(folder.resolve("photos/8.png"));
    assertThat(check(false).isWhole()).isTrue();
    var report = check(true);
    assertThat(report.problemCount()).isEqualTo(2);
    assertThat(report.problems())
        .anyMatch(problem -> problem.contains("\"7.png\"") && problem.contains("has changed"))
        .anyMatch(problem -> problem.contains("\"8.png\"") && problem.contains("is gone"));
  }
}
