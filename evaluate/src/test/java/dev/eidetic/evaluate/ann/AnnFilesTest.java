package dev.eidetic.evaluate.ann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eidetic.evaluate.file.MalformedFileException;
import dev.eidetic.testkit.Seeds;
import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnFilesTest {

  private static final float[][] TRAIN = {{1, 2}, {3, 4}, {5, 6}};
  private static final float[][] TEST = {{1, 1}, {5, 5}};
  private static final int[][] NEIGHBOURS = {{0, 1}, {2, 1}};
  private static final float[][] DISTANCES = {{1, 3.6f}, {1, 2.2f}};

  @TempDir Path folder;

  @Test
  void readsVectorsAndTruthOfAnnBenchmarks() throws IOException {
    try (var data = AnnDataset.open(write(TRAIN, TEST, NEIGHBOURS, DISTANCES))) {
      assertThat(data.distance()).isEqualTo("euclidean");
      assertThat(data.train().count()).isEqualTo(3);
      assertThat(data.train().dimension()).isEqualTo(2);
      var copied = new float[5];
      data.train().copy(1, 2, copied, 1);
      assertThat(copied).containsExactly(0, 3, 4, 5, 6);
      data.test().copy(1, 1, copied, 0);
      assertThat(copied).startsWith(5, 5);
      assertThat(data.neighbours(1)).containsExactly(2, 1);
      assertThat(data.distances(0)).containsExactly(1, 3.6f);
    }
  }

  @Test
  void refusesDataWhosePartsDisagree() throws IOException {
    refuses(
        write(TRAIN, new float[][] {{1}, {2}}, NEIGHBOURS, DISTANCES),
        "train has vectors of 2 numbers, test of 1; they must agree");
    refuses(
        write(TRAIN, TEST, new int[][] {{0, 3}, {1, 2}}, DISTANCES),
        "neighbors[0][1] is 3; the train vectors are 0 to 2");
    refuses(
        write(TRAIN, TEST, new int[][] {{0, 1}}, DISTANCES),
        "\"neighbors\" has 1 rows for 2 test vectors; they must be as many");
    refuses(
        write(TRAIN, TEST, NEIGHBOURS, new float[][] {{1}, {2}}),
        "neighbors has 2 columns, distances has 1; they must be as many");
    refuses(
        write(new double[][] {{1, 2}}, TEST, NEIGHBOURS, DISTANCES),
        "\"train\" holds double of 8 bytes; little-endian 32-bit floats are expected");
    refuses(write(new float[] {1, 2}, TEST, NEIGHBOURS, DISTANCES), "\"train\" has 1 axes");
    var file = folder.resolve("other.hdf5");
    try (var hdf = HdfFile.write(file)) {
      hdf.putDataset("vectors", TRAIN);
    }
    refuses(file, "it has no \"train\"; files of ann-benchmarks have train, test, neighbors");
    refuses(Files.write(folder.resolve("text.hdf5"), new byte[4096]), "it cannot be read as HDF5");
    refuses(Files.write(folder.resolve("empty.hdf5"), new byte[0]), "it cannot be read as HDF5");
  }

  @Test
  void damagedDataIsRefusedOrReadAndNothingElse() throws IOException {
    byte[] whole = Files.readAllBytes(write(TRAIN, TEST, NEIGHBOURS, DISTANCES));
    var file = folder.resolve("damaged.hdf5");
    for (var random : Seeds.many(150)) {
      byte[] damaged =
          random.nextBoolean() ? whole.clone() : Arrays.copyOf(whole, random.nextInt(whole.length));
      for (int i = random.nextInt(1, 8); i > 0 && damaged.length > 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      Files.write(file, damaged);
      try (var data = AnnDataset.open(file)) {
        data.train()
            .copy(
                0,
                data.train().count(),
                new float[data.train().count() * data.train().dimension()],
                0);
      } catch (MalformedFileException e) {
        assertThat(e).as("%s", random).hasMessageContaining("damaged.hdf5");
      }
    }
  }

  @Test
  void readsTruthAndBytesOfTexmex() throws IOException {
    var truth = little("t.ivecs", 2, 7, 9, 2, 1, -1);
    assertThat(TexmexFiles.readIvecs(truth)).isDeepEqualTo(new int[][] {{7, 9}, {1, -1}});
    var bytes =
        Files.write(folder.resolve("b.bvecs"), new byte[] {2, 0, 0, 0, 5, -1, 2, 0, 0, 0, 0, 127});
    try (var vectors = TexmexFiles.openBvecs(bytes)) {
      assertThat(vectors.count()).isEqualTo(2);
      var copied = new float[4];
      vectors.copy(0, 2, copied, 0);
      assertThat(copied).containsExactly(5, 255, 0, 127);
    }
  }

  @Test
  void refusesDamagedTexmexFiles() throws IOException {
    refusesIvecs(little("a.ivecs"), "it has no rows: truncated?");
    refusesIvecs(little("b.ivecs", -1, 0), "row 0 claims -1 numbers");
    refusesIvecs(little("c.ivecs", 1 << 30, 0), "row 0 claims 1073741824 numbers");
    refusesIvecs(little("d.ivecs", 2, 1), "it has 8 bytes, which is no number of rows of 12 bytes");
    refusesIvecs(
        little("e.ivecs", 1, 5, 2, 5), "row 1 has 2 numbers, row 0 has 1; they must agree");
  }

  @Test
  void resultsComeBackAsTheyWereWritten() throws IOException {
    var log = folder.resolve("results.jsonl");
    var result =
        new AnnResult(
            "glove",
            "graph",
            Map.of("beam", "40"),
            10,
            0.9,
            0.95,
            1234.5,
            new Latencies(0.5, 0.7, 0.9, 1.5),
            12.5,
            2048);
    AnnResultLog.append(log, result);
    AnnResultLog.append(log, result);
    assertThat(AnnResultLog.read(log)).containsExactly(result, result);
    assertThat(Files.readString(log).lines().findFirst().orElseThrow())
        .contains("\"k-nn\":0.95", "\"recall-id\":0.9", "\"qps\":1234.5", "\"build\":12.5");
    Files.writeString(log, "{\"dataset\": 3}\n");
    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(() -> AnnResultLog.read(log))
        .withMessageContaining("line 1: \"dataset\" must be a text");
    Files.writeString(log, "\nnot json\n");
    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(() -> AnnResultLog.read(log))
        .withMessageContaining("line 2: it is no JSON object");
  }

  @Test
  void percentilesAreTimesThatWereMeasured() {
    var nanos = new long[1000];
    Arrays.setAll(nanos, i -> (1000 - i) * 1_000_000L);
    assertThat(Latencies.of(nanos)).isEqualTo(new Latencies(500, 950, 990, 999));
    assertThat(Latencies.of(new long[] {2_000_000})).isEqualTo(new Latencies(2, 2, 2, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Latencies.of(new long[0]))
        .withMessage("there are no times; ask at least one query");
  }

  private Path write(Object train, Object test, Object neighbours, Object distances) {
    var file = folder.resolve("data.hdf5");
    try (var hdf = HdfFile.write(file)) {
      hdf.putAttribute("distance", "euclidean");
      hdf.putDataset("train", train);
      hdf.putDataset("test", test);
      hdf.putDataset("neighbors", neighbours);
      hdf.putDataset("distances", distances);
    }
    return file;
  }

  private static void refuses(Path file, String complaint) {
    assertThatExceptionOfType(MalformedFileException.class)
        .as(complaint)
        .isThrownBy(() -> AnnDataset.open(file).close())
        .withMessageContaining(complaint);
  }

  private static void refusesIvecs(Path file, String complaint) {
    assertThatExceptionOfType(MalformedFileException.class)
        .as(complaint)
        .isThrownBy(() -> TexmexFiles.readIvecs(file))
        .withMessageContaining(complaint);
  }

  private Path little(String name, int... numbers) throws IOException {
    var buffer = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(numbers).forEach(buffer::putInt);
    return Files.write(folder.resolve(name), buffer.array());
  }
}
