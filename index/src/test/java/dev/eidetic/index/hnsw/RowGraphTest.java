package dev.eidetic.index.hnsw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eidetic.index.BuildOptions;
import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Metric;
import dev.eidetic.index.TestVectors;
import dev.eidetic.index.VectorCode;
import dev.eidetic.index.core.VectorRows;
import dev.eidetic.testkit.Seeds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RowGraphTest {

  private static final IndexSpec.Hnsw SPEC = new IndexSpec.Hnsw(8, 40, VectorCode.FLOAT32);
  private static final BuildOptions OPTIONS = BuildOptions.DEFAULT.withThreads(2);

  @Test
  void findsMostOfTheClosestRows() {
    var random = Seeds.many(1).getFirst();
    var vectors = new TestVectors(random, 10, 8);
    float[][] all = vectors.next(1500);
    try (var rows = rows(all);
        var graph = RowGraph.build(rows, all.length, Metric.EUCLIDEAN, SPEC, OPTIONS)) {
      var searcher = graph.searcher();
      var ordinals = new int[10];
      var scores = new float[10];
      int found = 0;
      for (int i = 0; i < 30; i++) {
        float[] query = vectors.next();
        assertThat(searcher.search(query, 40, ordinals, scores)).isEqualTo(10);
        long[] truth = TestVectors.trueBest(all, query, Metric.EUCLIDEAN, 10);
        found +=
            (int)
                Arrays.stream(ordinals)
                    .filter(o -> Arrays.stream(truth).anyMatch(t -> t == o))
                    .count();
        assertThat(scores[0]).isGreaterThanOrEqualTo(scores[9]);
      }
      assertThat(found / 300.0).as("%s", random).isGreaterThan(0.95);
    }
  }

  @Test
  void findsAllOfAFewRows() {
    try (var rows = rows(new float[][] {{1}, {5}, {3}});
        var graph = RowGraph.build(rows, 3, Metric.EUCLIDEAN, SPEC, OPTIONS)) {
      var ordinals = new int[5];
      assertThat(graph.searcher().search(new float[] {4.4f}, 1, ordinals, new float[5]))
          .isEqualTo(3);
      assertThat(Arrays.copyOf(ordinals, 3)).containsExactly(1, 2, 0);
    }
  }

  @Test
  void needsARow() {
    try (var rows = VectorRows.empty(1)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> RowGraph.build(rows, 0, Metric.EUCLIDEAN, SPEC, OPTIONS))
          .withMessage("rows are 0; there must be at least 1 to link");
    }
  }

  private static VectorRows rows(float[][] vectors) {
    var rows = VectorRows.empty(vectors[0].length);
    for (int i = 0; i < vectors.length; i++) {
      rows.put(i, vectors[i], 0);
    }
    return rows;
  }
}
