package dev.eidetic.index.hnsw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.testkit.Seeds;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BeamTest {

  private final Beam beam = new Beam();

  @Test
  void keysHoldOrdinalAndScore() {
    float[] scores = {
      Float.NEGATIVE_INFINITY, -3e38f, -1, -Float.MIN_VALUE, 0, 1e-20f, 7, Float.POSITIVE_INFINITY
    };
    for (float score : scores) {
      for (int ordinal : new int[] {0, 1, 77, Integer.MAX_VALUE - 1}) {
        long key = Beam.key(ordinal, score);
        assertThat(Beam.ordinal(key)).isEqualTo(ordinal);
        assertThat(Beam.score(key)).isEqualTo(score);
      }
    }
  }

  @Test
  void keepsTheBestInOrderAndExpandsEachOnce() {
    var random = Seeds.many(1).getFirst();
    var scores = new float[500];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = random.nextInt(100) - 50;
    }
    beam.begin(40);
    for (int i = 0; i < scores.length; i++) {
      beam.offer(i, scores[i]);
    }
    int[] best =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer i) -> -scores[i])
                    .thenComparing(Comparator.naturalOrder()))
            .limit(40)
            .mapToInt(i -> i)
            .toArray();
    assertThat(beam.isFull()).isTrue();
    assertThat(beam.threshold()).isEqualTo(scores[best[39]]);
    for (int ordinal : best) {
      assertThat(beam.expandNext()).as("%s", random).isEqualTo(ordinal);
    }
    assertThat(beam.expandNext()).isEqualTo(-1);
  }

  @Test
  void expandsABetterOneThatComesLater() {
    beam.begin(3);
    beam.offer(1, 1);
    beam.offer(2, 2);
    assertThat(beam.expandNext()).isEqualTo(2);
    beam.offer(3, 3);
    assertThat(beam.expandNext()).isEqualTo(3);
    assertThat(beam.expandNext()).isEqualTo(1);
  }

  @Test
  void isAsWideAsItWasMade() {
    beam.begin(1);
    beam.offer(1, 1);
    beam.widen();
    beam.offer(2, 0);
    beam.offer(3, -1);
    assertThat(beam.count()).isEqualTo(2);
    assertThat(beam.ordinal(1)).isEqualTo(2);
  }
}
