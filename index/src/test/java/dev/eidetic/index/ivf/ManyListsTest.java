package dev.eidetic.index.ivf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.index.BuildOptions;
import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Indexes;
import dev.eidetic.index.Metric;
import dev.eidetic.index.SearchEffort;
import dev.eidetic.index.SearchRequest;
import dev.eidetic.index.TestVectors;
import dev.eidetic.index.VectorCode;
import dev.eidetic.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// More lists than are compared one by one: a graph over the centroids finds them.
class ManyListsTest {

  private static final int DIMENSION = 4;

  @TempDir private Path folder;

  @Test
  void theGraphOfCentroidsFindsTheListsBeforeAndAfterSaving() throws IOException {
    var random = Seeds.many(1).getFirst();
    var vectors = new TestVectors(random, 30, DIMENSION);
    float[][] rows = vectors.next(6000);
    var spec = new IndexSpec.Ivf(4100, VectorCode.FLOAT32, false, false);
    var request = SearchRequest.top(10).with(new SearchEffort(1, 60, 1));
    var file = folder.resolve("many.index");
    for (var metric : new Metric[] {Metric.EUCLIDEAN, Metric.INNER_PRODUCT}) {
      try (var index = Indexes.create(spec, metric, DIMENSION, BuildOptions.DEFAULT)) {
        index.add(0, TestVectors.source(rows));
        index.save(file);
        try (var loaded = Indexes.load(file)) {
          double found = 0;
          for (int i = 0; i < 50; i++) {
            float[] query = vectors.next();
            var truth = new HashSet<Long>();
            Arrays.stream(TestVectors.trueBest(rows, query, metric, 10)).forEach(truth::add);
            var hits = index.search(query, request);
            found += Arrays.stream(hits.ids()).filter(truth::contains).count();
            assertThat(loaded.search(query, request).ids()).as("%s", random).isEqualTo(hits.ids());
          }
          assertThat(found / 500).as("%s, %s", metric, random).isGreaterThan(0.8);
        }
      }
    }
  }
}
