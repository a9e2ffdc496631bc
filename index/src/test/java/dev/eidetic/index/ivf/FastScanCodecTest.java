package dev.eidetic.index.ivf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.index.BuildOptions;
import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Indexes;
import dev.eidetic.index.Metric;
import dev.eidetic.index.MutableIndex;
import dev.eidetic.index.SearchEffort;
import dev.eidetic.index.SearchRequest;
import dev.eidetic.index.TestVectors;
import dev.eidetic.index.VectorCode;
import dev.eidetic.testkit.Seeds;
import java.util.HashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FastScanCodecTest {

  private static final int COUNT = 900;

  private final Seeds random = Seeds.many(1).getFirst();
  private final TestVectors vectors = new TestVectors(random, 10, 30);

  private static MutableIndex of(
      boolean fastScan, boolean residual, Metric metric, float[][] rows) {
    var code = new VectorCode.Product(10, 4, fastScan);
    var index =
        Indexes.create(
            new IndexSpec.Ivf(8, code, residual, false), metric, 30, BuildOptions.DEFAULT);
    index.add(0, TestVectors.source(rows));
    return index;
  }

  @ParameterizedTest
  @EnumSource
  void scoresArePlainOnesUpToTheRoundingOfTables(Metric metric) {
    float[][] rows = vectors.next(COUNT);
    var all = SearchRequest.top(COUNT).with(new SearchEffort(1, 8, 1));
    for (boolean residual : new boolean[] {false, true}) {
      try (var fast = of(true, residual, metric, rows);
          var plain = of(false, residual, metric, rows)) {
        float[] query = vectors.next();
        var expected = new HashMap<Long, Float>();
        var hits = plain.search(query, all);
        for (int i = 0; i < COUNT; i++) {
          expected.put(hits.ids()[i], hits.scores()[i]);
        }
        var found = fast.search(query, all);
        // Ten entries, each off by half of a 255th of what the widest subspace spans, which is less
        // than what all scores span.
        float span = hits.scores()[0] - hits.scores()[COUNT - 1];
        for (int i = 0; i < COUNT; i++) {
          assertThat(found.scores()[i])
              .as("%s, residual %s, %s", metric, residual, random)
              .isCloseTo(expected.get(found.ids()[i]), within(span * 10 / 510));
        }
      }
    }
  }
}
