package dev.eidetic.vectors.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.testkit.Seeds;
import dev.eidetic.vectors.VectorSource;
import dev.eidetic.vectors.quantize.ProductQuantizer;
import org.junit.jupiter.api.Test;

class TransformsTest {

  private static final int DIMENSION = 12;

  private final Seeds random = Seeds.many(1).getFirst();

  /// Numbers that depend on each other: each is the sum of the ones before, of falling weight.
  private float[] correlated(int count) {
    float[] numbers = random.vector(count * DIMENSION);
    for (int i = 0; i < count; i++) {
      for (int j = 1; j < DIMENSION; j++) {
        numbers[i * DIMENSION + j] =
            0.9f * numbers[i * DIMENSION + j - 1] + 0.3f * numbers[i * DIMENSION + j] + 1;
      }
    }
    return numbers;
  }

  private static void assertOrthonormal(LinearMap map) {
    int n = map.inputDimension();
    for (int a = 0; a < map.outputDimension(); a++) {
      for (int b = 0; b <= a; b++) {
        double product = 0;
        for (int i = 0; i < n; i++) {
          product += (double) map.rows()[a * n + i] * map.rows()[b * n + i];
        }
        assertThat(product).isCloseTo(a == b ? 1 : 0, within(1e-4));
      }
    }
  }

  @Test
  void componentsAreUncorrelatedAndOfFallingVariance() {
    var source = VectorSource.of(correlated(2000), DIMENSION);
    var map = PrincipalAxes.fit(source, 7, true, false, 1, 2);
    assertOrthonormal(map);
    var mapped = Samples.of(source, 2000, 1, 1).mapped(map);
    var moment = mapped.productWith(mapped);
    for (int a = 0; a < 7; a++) {
      for (int b = 0; b < a; b++) {
        assertThat(moment.get(a, b)).as("%s", random).isCloseTo(0, within(1e-3));
      }
      assertThat(a == 0 || moment.get(a, a) <= moment.get(a - 1, a - 1) + 1e-6).isTrue();
    }
  }

  @Test
  void whitenedComponentsHaveVarianceOne() {
    var source = VectorSource.of(correlated(2000), DIMENSION);
    var map = PrincipalAxes.fit(source, DIMENSION, true, true, 1, 2);
    var mapped = Samples.of(source, 2000, 1, 1).mapped(map);
    var moment = mapped.productWith(mapped);
    for (int i = 0; i < DIMENSION; i++) {
      assertThat(moment.get(i, i)).as("%s", random).isCloseTo(1, within(1e-3));
    }
  }

  @Test
  void fewSamplesHaveTheSameAxesAsTheirCovariance() {
    var few = VectorSource.of(correlated(8), DIMENSION);
    var map = PrincipalAxes.fit(few, 10, true, false, 1, 1);
    assertOrthonormal(map);
    var samples = Samples.of(few, 8, 1, 1);
    samples.centre(samples.mean());
    var moment = samples.productWith(samples);
    var mapped = Samples.of(few, 8, 1, 1).mapped(map);
    var variances = mapped.productWith(mapped);
    double trace = 0;
    double explained = 0;
    for (int i = 0; i < DIMENSION; i++) {
      trace += moment.get(i, i);
    }
    for (int i = 0; i < 10; i++) {
      explained += variances.get(i, i);
      assertThat(i == 0 || variances.get(i, i) <= variances.get(i - 1, i - 1) + 1e-6).isTrue();
    }
    assertThat(explained).as("%s", random).isCloseTo(trace, within(1e-4 * trace));
  }

  @Test
  void mapsAreUndone() {
    float[] numbers = correlated(500);
    var source = VectorSource.of(numbers, DIMENSION);
    for (boolean whitened : new boolean[] {false, true}) {
      var map = PrincipalAxes.fit(source, DIMENSION, true, whitened, 1, 2);
      var mapped = new float[DIMENSION];
      map.mapper().map(numbers, DIMENSION, mapped, 0);
      var restored = new float[DIMENSION];
      map.restore(mapped, restored);
      for (int i = 0; i < DIMENSION; i++) {
        assertThat(restored[i]).as("%s", random).isCloseTo(numbers[DIMENSION + i], within(1e-3f));
      }
    }
  }

  @Test
  void aLearnedRotationLosesLessThanNone() {
    float[] numbers = correlated(2000);
    var source = VectorSource.of(numbers, DIMENSION);
    var map = RotationFit.fit(source, 4, DIMENSION, 1, 2);
    assertOrthonormal(map);
    var rotated = Samples.of(source, 2000, 1, 1).mapped(map);
    assertThat(loss(rotated.numbers())).as("%s", random).isLessThan(0.9 * loss(numbers));
  }

  private static double loss(float[] numbers) {
    var quantizer = ProductQuantizer.train(VectorSource.of(numbers, DIMENSION), 4, 4, 1, 2);
    double loss = 0;
    var row = new float[DIMENSION];
    var decoded = new float[DIMENSION];
    var codes = new byte[4];
    for (int i = 0; i < numbers.length / DIMENSION; i++) {
      System.arraycopy(numbers, i * DIMENSION, row, 0, DIMENSION);
      quantizer.encoder().encode(row, 1, codes);
      quantizer.decode(codes, 0, decoded);
      for (int j = 0; j < DIMENSION; j++) {
        loss += Math.pow((double) row[j] - decoded[j], 2);
      }
    }
    return loss;
  }
}
