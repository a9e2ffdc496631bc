package dev.eidetic.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Files of each format version and kind are read forever. They lie in `golden/` and are never
/// written again; running with `-Deidetic.golden.write=true` adds those of kinds that have none.
class GoldenFilesTest {

  private static final int VERSION = 1;
  private static final int COUNT = 300;
  private static final int DIMENSION = 16;
  private static final long GONE = 1 + 3 * 17;

  private static final Path FOLDER = Path.of("src/test/resources/dev/eidetic/index/golden");

  static LongStream ids() {
    return LongStream.range(0, COUNT).map(i -> 1 + 3 * i).filter(id -> id != GONE);
  }

  /// A vector for each id, by whole numbers that are the same everywhere.
  static float[] vector(long id) {
    var vector = new float[DIMENSION];
    long state = id;
    for (int i = 0; i < DIMENSION; i++) {
      state = (state * 1_103_515_245 + 12_345) & 0x7fff_ffff;
      vector[i] = (state >>> 16) % 101 - 50;
    }
    return vector;
  }

  static String[] specs() {
    return new String[] {
      "Flat",
      "SQ8",
      "PQ8x4fs",
      "RaBitQ4",
      "HNSW8",
      "QG32",
      "IVF4,PQ8,RFlat",
      "IVF4,AVQ8x4,SOAR",
      "PCA8,(PCA6,SQfp16,RFlat),Refine(SQ8)"
    };
  }

  private static Path file(int version, String spec) {
    return FOLDER.resolve("%d-%s.index".formatted(version, spec.replace(',', '+')));
  }

  @ParameterizedTest
  @MethodSource("specs")
  void filesOfTheFirstVersionAreRead(String spec) throws IOException {
    var file = file(1, spec);
    if (Boolean.getBoolean("eidetic.golden.write") && !Files.exists(file)) {
      write(spec);
    }
    try (var mapped = Indexes.map(file);
        var loaded = Indexes.load(file)) {
      requireRight(mapped, spec);
      requireRight(loaded, spec);
      loaded.add(new long[] {GONE}, TestVectors.source(vector(GONE)));
      assertThat(loaded.search(vector(GONE), SearchRequest.top(3)).ids()).contains(GONE);
    }
  }

  private static void requireRight(VectorIndex index, String spec) {
    assertThat(index.spec()).hasToString(spec);
    assertThat(index.metric()).isEqualTo(Metric.EUCLIDEAN);
    assertThat(index.dimension()).isEqualTo(DIMENSION);
    assertThat(index.ids()).containsExactlyInAnyOrder(ids().toArray());
    assertThat(index.contains(GONE)).isFalse();
    long found =
        ids()
            .filter(id -> isNear(index.search(vector(id), SearchRequest.top(3)).ids(), id))
            .count();
    assertThat(found).isGreaterThanOrEqualTo(COUNT * 9 / 10);
  }

  private static boolean isNear(long[] hits, long id) {
    return Arrays.stream(hits).anyMatch(hit -> hit == id);
  }

  private static void write(String spec) throws IOException {
    var options = BuildOptions.DEFAULT.withThreads(1);
    try (var index = Indexes.create(IndexSpec.parse(spec), Metric.EUCLIDEAN, DIMENSION, options)) {
      long[] all = LongStream.concat(ids(), LongStream.of(GONE)).toArray();
      index.add(
          all,
          TestVectors.source(
              Arrays.stream(all).mapToObj(GoldenFilesTest::vector).toArray(float[][]::new)));
      index.delete(GONE);
      Files.createDirectories(FOLDER);
      index.save(file(VERSION, spec));
    }
  }
}
