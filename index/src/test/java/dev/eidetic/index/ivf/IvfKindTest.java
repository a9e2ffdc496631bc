package dev.eidetic.index.ivf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eidetic.index.BuildOptions;
import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Metric;
import dev.eidetic.index.NumberFormat;
import dev.eidetic.index.TestVectors;
import dev.eidetic.index.VectorCode;
import dev.eidetic.testkit.Seeds;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IvfKindTest {

  private static final int DIMENSION = 4;

  private final Seeds random = Seeds.many(1).getFirst();
  private final TestVectors vectors = new TestVectors(random, 20, DIMENSION);

  private IvfKind trained(IndexSpec.Ivf spec) {
    var options = BuildOptions.DEFAULT.withThreads(2);
    var kind = IvfKind.empty(spec, Metric.EUCLIDEAN, DIMENSION, options);
    kind.train(TestVectors.source(vectors.next(500)));
    return kind;
  }

  @Test
  void aNumberBeyondHalvesIsRefusedBeforeAnythingChanges() {
    var halves = new VectorCode.Numbers(NumberFormat.FLOAT16);
    var kind = trained(new IndexSpec.Ivf(16, halves, false, false));
    try {
      assertThat(kind.add(TestVectors.source(vectors.next(100)))).hasSize(100);
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  kind.requireFit(TestVectors.source(vectors.next(), new float[] {70000, 0, 0, 0})))
          .withMessageStartingWith("vector 1 has the number 70000.0");
      assertThat(kind.size()).isEqualTo(100);
      assertThat(kind.add(TestVectors.source(new float[] {1, 2, 3, 4}))).containsExactly(100);
      var read = new float[DIMENSION];
      kind.read(100, read);
      assertThat(read).containsExactly(1, 2, 3, 4);
    } finally {
      kind.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, false", "16, false", "16, true"})
  void vectorsAreReadBackWhateverIsDeletedAndAddedBetween(int lists, boolean spilled) {
    var stored = new TreeMap<Integer, float[]>();
    var kind = trained(new IndexSpec.Ivf(lists, VectorCode.FLOAT32, false, spilled));
    try {
      for (int round = 0; round < 8; round++) {
        float[][] rows = vectors.next(1 + random.nextInt(400));
        int[] ordinals = kind.add(TestVectors.source(rows));
        for (int i = 0; i < rows.length; i++) {
          assertThat(stored.put(ordinals[i], rows[i])).isNull();
        }
        int[] leaving =
            stored.keySet().stream()
                .filter(ordinal -> random.nextInt(3) == 0)
                .mapToInt(Integer::intValue)
                .toArray();
        kind.delete(leaving);
        for (int ordinal : leaving) {
          stored.remove(ordinal);
        }
        assertThat(kind.size()).isEqualTo(stored.size());
        var read = new float[DIMENSION];
        stored.forEach(
            (ordinal, row) -> {
              kind.read(ordinal, read);
              assertThat(read).as("%d, %s", ordinal, random).containsExactly(row);
            });
      }
    } finally {
      kind.close();
    }
  }
}
