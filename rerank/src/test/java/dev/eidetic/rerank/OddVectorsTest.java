package dev.eidetic.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eidetic.testkit.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Identical, zero and lonely vectors: every stage keeps all hits and gives numbers.
class OddVectorsTest {

  private static final int COUNT = 30;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "qe",
        "aqe",
        "aqe(k=3,alpha=0.5)",
        "dqe",
        "dba",
        "superglobal",
        "superglobal(beta=1)",
        "kreciprocal",
        "kreciprocal(k1=2,k2=1)",
        "diffusion",
        "offlinediffusion",
        "offlinediffusion(truncation=4) > dba(alpha=0) > kreciprocal > superglobal > aqe"
      })
  void everyStageKeepsAllHitsAndGivesNumbers(String text) throws InterruptedException {
    var random = Seeds.of(3);
    var galleries =
        List.of(
            rows(_ -> new float[] {0.6f, 0.8f, 0}),
            rows(_ -> new float[3]),
            rows(i -> i % 2 == 0 ? new float[3] : new float[] {0, 0.6f, -0.8f}),
            rows(i -> new float[] {i == 0 ? 1 : -1, 0, 0}),
            rows(i -> i == 0 ? new float[] {1, 0, 0} : new float[] {0, 1, 0}),
            rows(_ -> random.unitVector(3)));
    var queries = List.of(new float[] {0, 0.6f, 0.8f}, new float[3], new float[] {-1, 0, 0});
    for (var rows : galleries) {
      var gallery = Gallery.of(rows);
      var cascade =
          Cascade.prepare(
              CascadeSpec.parse(text), gallery, new ExhaustiveNeighbours(gallery, 1), 1);
      for (var query : queries) {
        check(cascade, Lists.ranked(rows, query));
        check(cascade, Lists.ranked(rows, query, 1, OptionalInt.empty()));
        check(cascade, Lists.ranked(rows, query, COUNT, OptionalInt.of(5)));
      }
    }
  }

  private static void check(Cascade cascade, Candidates first) {
    var better = cascade.rerank(first, TimeBudget.unlimited()).candidates();
    assertThat(Arrays.stream(better.ordinals()).sorted())
        .containsExactly(Arrays.stream(first.ordinals()).sorted().boxed().toArray(Integer[]::new));
    for (int i = 0; i < better.size(); i++) {
      for (var said : better.hit(i).trail()) {
        assertThat(said.score()).isFinite();
        assertThat(said.reason().text()).doesNotContain("NaN");
      }
    }
  }

  private static float[][] rows(java.util.function.IntFunction<float[]> row) {
    var rows = new float[COUNT][];
    Arrays.setAll(rows, row);
    return rows;
  }

  @Test
  void anEmptyListStaysEmpty() throws InterruptedException {
    var gallery = Gallery.of(rows(_ -> new float[] {1, 0, 0}));
    var cascade =
        Cascade.prepare(
            CascadeSpec.parse("superglobal > aqe > kreciprocal > diffusion"),
            gallery,
            new ExhaustiveNeighbours(gallery, 1),
            1);
    var nothing = Candidates.of(gallery, Query.of(new float[] {1, 0, 0}), new int[0], new float[0]);
    assertThat(cascade.rerank(nothing, TimeBudget.unlimited()).candidates().size()).isZero();
  }

  @Test
  void listsThatAreNoListsAreRefused() {
    var gallery = Gallery.of(new float[][] {{1, 0}, {0, 1}});
    var query = new Query(new float[] {1, 0}, OptionalInt.of(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Candidates.of(gallery, query, new int[] {0, 0}, new float[2]))
        .withMessage("ordinal 0 is listed twice; an image has one place");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Candidates.of(gallery, query, new int[] {2}, new float[1]))
        .withMessage("hit has ordinal 2; the gallery has 2 images, numbered from 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Candidates.of(gallery, query, new int[] {1}, new float[1]))
        .withMessageContaining("which is the image that asks");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Candidates.of(gallery, query, new int[] {0}, new float[] {Float.NaN}))
        .withMessageContaining("must be a finite number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Query.of(new float[] {Float.NaN, 0}))
        .withMessageContaining("finite");
  }
}
