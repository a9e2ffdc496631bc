package dev.eidetic.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.testkit.Seeds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A vector that nobody could have added, behind checksums that are right.
class UnboundedRowTest {

  private static final int DIMENSION = 16;

  @TempDir private Path folder;

  @Test
  void aGraphWithAnUnboundedVectorTakesOthersAndFindsThem() throws IOException {
    var random = Seeds.of(9);
    var rows = new float[200][];
    Arrays.setAll(rows, i -> random.vector(DIMENSION));
    var file = folder.resolve("graph.index");
    var spec = IndexSpec.parse("QG32");
    try (var index =
        Indexes.create(spec, Metric.EUCLIDEAN, DIMENSION, BuildOptions.DEFAULT.withThreads(1))) {
      index.add(0, TestVectors.source(rows));
      index.save(file);
    }
    byte[] bytes = Files.readAllBytes(file);
    var row =
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(place(bytes, rows[17]));
    for (int i = 0; i < DIMENSION; i++) {
      row.putFloat(i % 3 == 0 ? -Float.MAX_VALUE : Float.MAX_VALUE);
    }
    Files.write(file, new MutantFile(bytes, random).whole());
    var fresh = new float[50][]; // many enough for a look at all vectors
    Arrays.setAll(fresh, i -> random.vector(DIMENSION));
    try (var index = Indexes.load(file)) {
      assertThat(index.vector(17)).contains(Float.MAX_VALUE);
      index.add(1000, TestVectors.source(fresh));
      for (int i = 0; i < fresh.length; i++) {
        assertThat(index.search(fresh[i], SearchRequest.top(1)).ids()).containsExactly(1000 + i);
      }
    }
  }

  /// Where a vector's floats lie.
  private static int place(byte[] bytes, float[] vector) {
    var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at + Float.BYTES * vector.length <= bytes.length; at++) {
      int matching = 0;
      while (matching < vector.length
          && buffer.getFloat(at + Float.BYTES * matching) == vector[matching]) {
        matching++;
      }
      if (matching == vector.length) {
        return at;
      }
    }
    throw new AssertionError("the file does not hold the vector as floats");
  }
}
