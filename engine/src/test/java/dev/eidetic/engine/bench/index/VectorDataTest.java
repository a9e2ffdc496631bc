package dev.eidetic.engine.bench.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorDataTest {

  @TempDir private Path folder;
  private Path base = Path.of("");
  private Path queries = Path.of("");

  @BeforeEach
  void write() throws IOException {
    base =
        VectorFixture.fvecs(
            folder.resolve("base.fvecs"), new float[] {1, 2}, new float[] {3, 4}, new float[2]);
    queries = VectorFixture.fvecs(folder.resolve("queries.fvecs"), new float[] {1, 1});
  }

  @Test
  void truthIsReadAndKept() throws IOException {
    var truth = VectorFixture.ivecs(folder.resolve("truth.ivecs"), new int[] {2, 0});
    try (var data = open(Optional.of(truth), Integer.MAX_VALUE)) {
      assertThat(data.base().count()).isEqualTo(3);
      assertThat(data.truth().orElseThrow()[0]).containsExactly(2, 0);
      assertThat(data.statedMetric()).isEmpty();
    }
  }

  @Test
  void aLimitCutsVectorsOffAndTruthWithThem() throws IOException {
    var truth = VectorFixture.ivecs(folder.resolve("truth.ivecs"), new int[] {2, 0});
    try (var data = open(Optional.of(truth), 2)) {
      assertThat(data.base().count()).isEqualTo(2);
      assertThat(data.truth()).isEmpty();
    }
  }

  @Test
  void bytesAreNumbersFromZeroTo255() throws IOException {
    Files.write(folder.resolve("b.bvecs"), new byte[] {2, 0, 0, 0, (byte) 255, 7});
    try (var data =
        VectorData.open(folder.resolve("b.bvecs"), Optional.of(queries), Optional.empty(), 10)) {
      var row = new float[2];
      data.base().copy(0, 1, row, 0);
      assertThat(row).containsExactly(255, 7);
    }
  }

  @Test
  void truthOfOtherVectorsIsRefused() throws IOException {
    var truth = VectorFixture.ivecs(folder.resolve("truth.ivecs"), new int[] {2, 3});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open(Optional.of(truth), 10))
        .withMessage("truth of query 0 names vector 3; there are 3: is it for other vectors?");
  }

  @Test
  void truthOfOtherQueriesIsRefused() throws IOException {
    var truth = VectorFixture.ivecs(folder.resolve("truth.ivecs"), new int[] {2}, new int[] {1});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open(Optional.of(truth), 10))
        .withMessage("truth has 2 rows for 1 queries; it must have one for each");
  }

  @Test
  void otherFilesAreRefused() {
    var file = folder.resolve("base.txt");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VectorData.open(file, Optional.of(queries), Optional.empty(), 10))
        .withMessage(
            "%s has an unknown ending; vectors are read from .fvecs, .bvecs and .npy, and as --base"
                + " also from .hdf5",
            file);
  }

  @Test
  void queriesAreNeeded() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VectorData.open(base, Optional.empty(), Optional.empty(), 10))
        .withMessage("there are no queries; name a file of them with --queries");
  }

  private VectorData open(Optional<Path> truth, int limit) throws IOException {
    return VectorData.open(base, Optional.of(queries), truth, limit);
  }
}
