package dev.eidetic.index;

import dev.eidetic.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Most of the damaged files: small ones, in which each byte is hit often. Every kind tries its own
/// in [VectorIndexContract].
class IndexFileFuzzTest {

  private static final int FILES = 25 * Integer.getInteger("eidetic.fuzz.files", 3000);

  @TempDir private Path folder;

  @Test
  @Timeout(value = 3600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void smallDamagedFilesAreRefusedOrHarmless() throws IOException {
    var random = Seeds.many(1).getFirst();
    var vectors = new TestVectors(random, 2, 3);
    long[][] widths = {{0, 1, 2, 3, 4, 5, 6}, {7, 9, 300, 17, 40, 5}, {-1, 1L << 40, 3, 17, 0}};
    for (long[] ids : widths) {
      try (var index =
          Indexes.create(IndexSpec.parse("Flat"), Metric.EUCLIDEAN, 3, BuildOptions.DEFAULT)) {
        index.add(ids, TestVectors.source(vectors.next(ids.length)));
        index.delete(Arrays.copyOfRange(ids, 1, 2));
        new FileFuzz(index, folder, random).run(FILES / widths.length);
      }
    }
  }
}
