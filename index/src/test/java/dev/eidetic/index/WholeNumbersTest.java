package dev.eidetic.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Vectors of whole numbers from 0 to 255, as SIFT's, take a byte per number until others come.
class WholeNumbersTest {

  private static final int DIMENSION = 35;
  private static final int COUNT = 300;

  @TempDir private Path folder;

  private final Seeds random = Seeds.many(1).getFirst();
  private final List<float[]> rows = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"Flat", "SQfp16", "SQbf16", "HNSW16", "SQ8,RFlat"})
  void searchesAreExactBeforeAndAfterOtherNumbersCome(String spec) throws IOException {
    var options = BuildOptions.DEFAULT.withThreads(1);
    var file = folder.resolve("whole.index");
    try (var index = Indexes.create(IndexSpec.parse(spec), Metric.EUCLIDEAN, DIMENSION, options)) {
      var whole = whole(COUNT);
      if (!index.isTrained()) {
        index.train(TestVectors.source(whole));
      }
      add(index, whole);
      long narrow = index.memoryBytes();
      requireExact(index, spec);
      index.save(file);
      try (var mapped = Indexes.map(file)) {
        requireExact(mapped, spec);
      }
      try (var loaded = Indexes.load(file, FileCheck.EVERYTHING, options)) {
        var before = List.copyOf(rows);
        float[] odd = random.vector(DIMENSION);
        for (int i = 0; i < odd.length; i++) {
          odd[i] = i == 3 ? 0.5f : Math.round(4 * odd[i]) / 4f; // all formats hold these
        }
        add(loaded, odd);
        requireExact(loaded, spec);
        assertThat(loaded.vector(COUNT)).as(random.toString()).containsExactly(odd);
        assertThat(loaded.vector(7)).as(random.toString()).containsExactly(rows.get(7));
        assertThat(loaded.memoryBytes())
            .as("as wide as the format after that")
            .isGreaterThan(narrow + COUNT * DIMENSION / 2);
        rows.clear();
        rows.addAll(before);
      }
    }
  }

  private float[][] whole(int count) {
    var vectors = new float[count][DIMENSION];
    for (float[] vector : vectors) {
      Arrays.fill(vector, 255);
      for (int i = 1; i < DIMENSION; i++) {
        vector[i] = random.nextInt(256);
      }
    }
    return vectors;
  }

  private void add(MutableIndex index, float[]... vectors) {
    index.add(
        LongStream.range(rows.size(), rows.size() + vectors.length).toArray(),
        TestVectors.source(vectors));
    rows.addAll(Arrays.asList(vectors));
  }

  /// With a wide beam and many candidates, all kinds here find the true ten.
  private void requireExact(VectorIndex index, String spec) {
    float[] query = whole(1)[0];
    query[5] += 0.25f;
    var hits =
        index.search(query, SearchRequest.top(10).with(new SearchEffort(COUNT, 1, COUNT / 10)));
    float[][] all = rows.toArray(float[][]::new);
    long[] expected = TestVectors.trueBest(all, query, Metric.EUCLIDEAN, 10);
    assertThat(hits.ids()).as("%s, %s", spec, random).containsExactly(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) hits.scores()[i])
          .as("a sum of quarters squared is exact, %s, %s", spec, random)
          .isEqualTo(TestVectors.score(all[(int) expected[i]], query, Metric.EUCLIDEAN));
    }
  }
}
