package dev.eidetic.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eidetic.testkit.Seeds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Numbers that a format cannot hold are refused before anything changes.
class RefusedNumbersTest {

  private static final int DIMENSION = 8;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SQfp16",
        "IVF4,SQfp16",
        "HNSW8,SQfp16",
        "QG32,SQfp16",
        "IVF4,Flat,Refine(SQfp16)",
        "RR,(Flat,Refine(SQfp16))"
      })
  void aNumberBeyondHalvesLeavesTheIndexAsItWas(String spec) {
    var vectors = new TestVectors(Seeds.of(7), 4, DIMENSION);
    try (var index =
        Indexes.create(IndexSpec.parse(spec), Metric.EUCLIDEAN, DIMENSION, BuildOptions.DEFAULT)) {
      index.add(0, TestVectors.source(vectors.next(300)));
      var tooLarge = new float[] {1e6f, 1e6f, 1e6f, 1e6f, 1e6f, 1e6f, 1e6f, 1e6f};
      assertThatIllegalArgumentException()
          .isThrownBy(() -> index.add(300, TestVectors.source(vectors.next(), tooLarge)));
      assertThat(index.size()).isEqualTo(300);
      index.add(300, TestVectors.source(vectors.next(2)));
      assertThat(index.search(vectors.next(), SearchRequest.top(10)).count()).isEqualTo(10);
    }
  }
}
