package dev.eidetic.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.testkit.Seeds;
import org.junit.jupiter.api.Test;

class KernelsTest {

  @Test
  void dotAndItsTwinStayWithinTheStatedErrorForEveryTailLength() {
    for (int n = 0; n <= 130; n++) {
      var random = Seeds.of(n);
      float[] a = random.vector(n);
      float[] b = random.vector(n);
      double exact = 0;
      double magnitude = 0;
      for (int i = 0; i < n; i++) {
        exact += (double) a[i] * b[i];
        magnitude += Math.abs((double) a[i] * b[i]);
      }
      var error = within(n * 0x1p-24 * magnitude);
      assertThat((double) Kernels.dot(a, b)).as("%s, n = %d", random, n).isCloseTo(exact, error);
      assertThat((double) ScalarKernels.dot(a, b)).as("%s", random).isCloseTo(exact, error);
    }
  }

  @Test
  void squaredDistanceAndItsTwinStayWithinTheStatedErrorForEveryTailLength() {
    for (int n = 0; n <= 130; n++) {
      var random = Seeds.of(n);
      float[] a = random.vector(n);
      float[] b = random.vector(n);
      double exact = 0;
      for (int i = 0; i < n; i++) {
        double difference = (double) a[i] - b[i];
        exact += difference * difference;
      }
      var error = within((n + 2) * 0x1p-23 * exact);
      assertThat((double) Kernels.squaredDistance(a, b)).as("%s", random).isCloseTo(exact, error);
      assertThat((double) ScalarKernels.squaredDistance(a, b))
          .as("%s", random)
          .isCloseTo(exact, error);
    }
  }

  @Test
  void normalizeGivesLengthOneAndRefusesWhatHasNoDirection() {
    float[] vector = {3, 4};
    assertThat(Kernels.normalize(vector)).isTrue();
    assertThat(vector).containsExactly(0.6f, 0.8f);

    float[] zero = {0, 0};
    assertThat(Kernels.normalize(zero)).isFalse();
    assertThat(zero).containsExactly(0f, 0f);
    assertThat(Kernels.normalize(new float[] {Float.NaN, 1})).isFalse();
  }

  @Test
  void refusesVectorsOfDifferentLength() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Kernels.dot(new float[2], new float[3]))
        .withMessage("vectors have 2 and 3 numbers; they must agree");
  }
}
