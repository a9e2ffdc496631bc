package dev.eidetic.index.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.index.BuildOptions;
import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Indexes;
import dev.eidetic.index.Metric;
import dev.eidetic.index.MutableIndex;
import dev.eidetic.index.NumberFormat;
import dev.eidetic.index.SearchRequest;
import dev.eidetic.index.TestVectors;
import dev.eidetic.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuantizedGraphKindTest {

  private static final int DIMENSION = 8;

  private static final BuildOptions OPTIONS = BuildOptions.DEFAULT.withThreads(2);

  @TempDir private Path folder;

  private final Seeds random = Seeds.many(1).getFirst();
  private final TestVectors vectors = new TestVectors(random, 10, DIMENSION);

  private static IndexSpec.QuantizedGraph spec(NumberFormat format) {
    return new IndexSpec.QuantizedGraph(32, 64, format);
  }

  private static MutableIndex empty(Metric metric, NumberFormat format) {
    return Indexes.create(spec(format), metric, DIMENSION, OPTIONS);
  }

  @ParameterizedTest
  @EnumSource
  void anIndexEmptiedAndRefilledWithFewerVectorsIsSavedWhole(Metric metric) throws IOException {
    var file = folder.resolve("refilled.index");
    float[][] rows = vectors.next(40);
    try (var index = empty(metric, NumberFormat.FLOAT32)) {
      index.add(0, TestVectors.source(vectors.next(500)));
      index.delete(LongStream.range(0, 500).toArray());
      index.add(1000, TestVectors.source(rows));
      index.save(file);
      try (var loaded = Indexes.load(file)) {
        requireTheseAndNoOthers(loaded, rows);
        loaded.add(2000, TestVectors.source(vectors.next(600)));
        assertThat(loaded.size()).isEqualTo(640);
      }
      requireTheseAndNoOthers(index, rows);
    }
  }

  @Test
  void anIndexSavedEmptyCanBeLoadedAndRefilled() throws IOException {
    var file = folder.resolve("emptied.index");
    float[][] rows = vectors.next(40);
    try (var index = empty(Metric.EUCLIDEAN, NumberFormat.FLOAT32)) {
      index.add(0, TestVectors.source(vectors.next(500)));
      index.delete(LongStream.range(0, 500).toArray());
      index.save(file);
    }
    try (var loaded = Indexes.load(file)) {
      assertThat(loaded.search(vectors.next(), SearchRequest.top(5)).count()).isZero();
      loaded.add(1000, TestVectors.source(rows));
      loaded.save(file);
    }
    try (var again = Indexes.load(file)) {
      requireTheseAndNoOthers(again, rows);
    }
  }

  private void requireTheseAndNoOthers(MutableIndex index, float[][] rows) {
    float[] query = vectors.next();
    long[] ids = index.search(query, SearchRequest.top(rows.length + 10)).ids();
    assertThat(Arrays.stream(ids).sorted())
        .as("%s", random)
        .containsExactlyElementsOf(LongStream.range(1000, 1000 + rows.length).boxed().toList());
    long best = TestVectors.trueBest(rows, query, index.metric(), 1)[0];
    assertThat(ids[0]).as("%s", random).isEqualTo(1000 + best);
  }

  @Test
  void aNumberBeyondHalfFloatsIsRefusedBeforeAnythingChanges() {
    var kind = QuantizedGraphKind.empty(spec(NumberFormat.FLOAT16), Metric.EUCLIDEAN, OPTIONS);
    kind.add(TestVectors.source(vectors.next(10)));
    float[][] rows = vectors.next(2);
    rows[1][3] = -70_000;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kind.requireFit(TestVectors.source(rows)))
        .withMessageContaining("vector 1 has the number -70000.0");
    assertThat(kind.size()).isEqualTo(10);
    assertThat(kind.capacity()).isEqualTo(10);
    kind.close();
  }

  @Test
  void bytesThatSawOneVectorOnlyStillTellOthersApart() {
    var first = new float[DIMENSION];
    first[2] = 1;
    try (var index = empty(Metric.EUCLIDEAN, NumberFormat.INT8)) {
      index.add(0, TestVectors.source(first));
      var rows = new float[100][];
      Arrays.setAll(rows, i -> random.unitVector(DIMENSION));
      index.add(1, TestVectors.source(rows));
      for (int i = 0; i < rows.length; i++) {
        float[] read = index.vector(1 + i);
        for (int j = 0; j < DIMENSION; j++) {
          assertThat(read[j]).as("%s", random).isCloseTo(rows[i][j], within(0.51f / 127));
        }
      }
    }
  }

  @Test
  void bytesThatSawOnlyZeroesGiveScores() {
    try (var index = empty(Metric.EUCLIDEAN, NumberFormat.INT8)) {
      index.add(0, TestVectors.source(new float[DIMENSION]));
      float[] query = random.unitVector(DIMENSION);
      assertThat(index.search(query, SearchRequest.top(1)).scores()[0])
          .isCloseTo(-1, within(1e-5f));
    }
  }

  @Test
  void aRangeThatHoldsTheWholeIndexIsFoundWhole() {
    int count = 6000;
    try (var index = empty(Metric.EUCLIDEAN, NumberFormat.FLOAT32)) {
      index.add(0, TestVectors.source(vectors.next(count)));
      var all = SearchRequest.top(Integer.MAX_VALUE);
      var hits = index.searcher().range(vectors.next(), -1e9f, all);
      assertThat(Arrays.stream(hits.ids()).sorted().toArray())
          .as("%s", random)
          .containsExactly(LongStream.range(0, count).toArray());
    }
  }

  @Test
  void closingTwiceIsHarmless() {
    var kind = QuantizedGraphKind.empty(spec(NumberFormat.FLOAT32), Metric.EUCLIDEAN, OPTIONS);
    kind.add(TestVectors.source(vectors.next(10)));
    kind.close();
    kind.close();
    assertThat(kind.memoryBytes()).isZero();
  }
}
