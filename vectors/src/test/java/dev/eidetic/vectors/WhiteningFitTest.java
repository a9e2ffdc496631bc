package dev.eidetic.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.testkit.Seeds;
import dev.eidetic.vectors.WhiteningFit.Pair;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhiteningFitTest {

  /// Variances 8 along (1, 1) / sqrt(2) and 2 along (1, -1) / sqrt(2), around (10, 20).
  private final List<float[]> cross =
      List.of(
          new float[] {10 + 2 * 2f, 20 + 2 * 2f},
          new float[] {10 - 2 * 2f, 20 - 2 * 2f},
          new float[] {12, 18},
          new float[] {8, 22});

  @Test
  void fullWhiteningGivesUnitVariances() {
    var whitening = WhiteningFit.principal(cross, 2, 0.5);
    for (int axis = 0; axis < 2; axis++) {
      double squares = 0;
      for (float[] sample : cross) {
        squares += Math.pow(whitening.apply(sample)[axis], 2);
      }
      assertThat(squares / cross.size()).isCloseTo(1, within(1e-5));
    }
  }

  /// Along (1, 1) the samples reach 4 * sqrt(2) with mean square 16, along (1, -1) 2 * sqrt(2) with
  /// mean square 4.
  @Test
  void thePowerDecidesHowMuchOfTheVarianceIsTakenOut() {
    float[] first = WhiteningFit.principal(cross, 1, 0).apply(cross.getFirst());
    assertThat(first).hasSize(1);
    assertThat((double) first[0]).isCloseTo(4 * Math.sqrt(2), within(1e-5));
    float[] mild = WhiteningFit.principal(cross, 1, 0.25).apply(cross.getFirst());
    assertThat((double) mild[0]).isCloseTo(4 * Math.sqrt(2) / 2, within(1e-5));
  }

  @Test
  void refusesToKeepAnAxisWithoutVariance() {
    var line = List.of(new float[] {0, 0}, new float[] {1, 1}, new float[] {2, 2});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WhiteningFit.principal(line, 2, 0.5))
        .withMessage("component 2 of 2 has no variance in 3 samples; keep fewer dimensions");
  }

  /// The first number tells things apart, the others are noise within pairs: after whitening, the
  /// differences have identity covariance and the first axis is the telling one.
  @Test
  void pairsTeachWhatToIgnore() {
    var random = Seeds.of(5);
    var samples = new ArrayList<float[]>();
    var pairs = new ArrayList<Pair>();
    for (int i = 0; i < 400; i++) {
      float thing = (float) random.nextGaussian();
      for (int j = 0; j < 2; j++) {
        float[] noise = random.vector(3);
        samples.add(new float[] {3 * thing + 0.1f * noise[0], 5 * noise[1], noise[2] + noise[1]});
      }
      pairs.add(new Pair(2 * i, 2 * i + 1));
    }
    var whitening = WhiteningFit.fromPairs(samples, pairs, 3);
    var covariance = new double[3][3];
    for (var pair : pairs) {
      float[] query = whitening.apply(samples.get(pair.query()));
      float[] match = whitening.apply(samples.get(pair.match()));
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          covariance[i][j] += (query[i] - match[i]) * (query[j] - match[j]) / (double) pairs.size();
        }
      }
    }
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        assertThat(covariance[i][j]).isCloseTo(i == j ? 1 : 0, within(1e-3));
      }
    }
    float[] telling = whitening.rows()[0];
    assertThat(Math.abs(telling[0])).isGreaterThan(20 * Math.abs(telling[1]));
  }

  @Test
  void pairsThatDoNotDifferAtAllStillGiveAWhitening() {
    var whitening = WhiteningFit.fromPairs(cross, List.of(new Pair(0, 0)), 2);
    assertThat(whitening.apply(cross.get(1))).doesNotContain(Float.NaN);
  }
}
