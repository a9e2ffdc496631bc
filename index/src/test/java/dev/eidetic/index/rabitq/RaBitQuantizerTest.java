package dev.eidetic.index.rabitq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.testkit.Seeds;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RaBitQuantizerTest {

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 8})
  void anglesAreNearlyTheLeastThatRoundingGives(int bits) {
    double excess = 0;
    var random = Seeds.many(1).getFirst();
    var quantizer = RaBitQuantizer.of(64, bits, 1);
    int vectors = 30;
    for (int i = 0; i < vectors; i++) {
      var code = new RaBitCode(64);
      float[] residual = random.vector(64);
      quantizer.encode(residual, code);
      double ours = 1 - code.product * code.product / (code.square * code.gridSquare);
      double best = 1 - bestSquaredCosine(residual, bits);
      assertThat(ours).as("%s", random).isGreaterThanOrEqualTo(best - 1e-9);
      excess += Math.sqrt(ours / best) - 1;
    }
    assertThat(excess / vectors).as("%s", random).isLessThan(0.07);
  }

  /// Tries a step between each two at which some coordinate rounds differently.
  private static double bestSquaredCosine(float[] residual, int bits) {
    int most = (1 << (bits - 1)) - 1;
    var inverses = new TreeSet<Double>();
    double square = 0;
    for (float x : residual) {
      square += (double) x * x;
      for (int number = 1; number <= most; number++) {
        inverses.add(number / (double) Math.abs(x));
      }
    }
    double best = 0;
    for (double inverse : inverses) {
      double product = 0;
      double gridSquare = 0;
      for (float x : residual) {
        double grid = Math.min(most, Math.floor(Math.abs(x) * inverse * (1 + 1e-12))) + 0.5;
        product += grid * Math.abs(x);
        gridSquare += grid * grid;
      }
      best = Math.max(best, product * product / (gridSquare * square));
    }
    return best;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void estimatesAreRightOnAverageOverRotations(int bits) {
    var random = Seeds.many(1).getFirst();
    float[] residual = random.vector(40);
    float[] query = random.vector(40);
    for (int i = 0; i < 40; i++) {
      query[i] += residual[i]; // a true product that is far from zero
    }
    double truth = product(residual, query);
    var quantizer = RaBitQuantizer.of(40, bits, 1);
    int rotations = 3000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < rotations; i++) {
      double error =
          new Estimate(residual, query, quantizer.withSeed(random.nextLong())).byAllBits - truth;
      sum += error;
      squares += error * error;
    }
    double deviation = Math.sqrt(squares / rotations);
    assertThat(sum / rotations)
        .as("%s, true product %s, deviation %s", random, truth, deviation)
        .isCloseTo(0, within(4.5 * deviation / Math.sqrt(rotations)));
  }

  /// A normal variable is further than 1.9 deviations from its mean with a probability of 0.0574.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 7})
  void errorsStayWithinTheirBoundAsOftenAsStated(int bits) {
    var random = Seeds.many(1).getFirst();
    var quantizer = RaBitQuantizer.of(96, bits, 1);
    int pairs = 2000;
    int beyond = 0;
    int beyondBySigns = 0;
    for (int i = 0; i < pairs; i++) {
      float[] residual = random.vector(96);
      float[] query = random.vector(96);
      var estimate = new Estimate(residual, query, quantizer.withSeed(random.nextLong()));
      double truth = product(residual, query);
      double length = Math.sqrt(product(query, query));
      beyond += Math.abs(estimate.byAllBits - truth) > 1.9 * estimate.deviation * length ? 1 : 0;
      beyondBySigns +=
          Math.abs(estimate.bySigns - truth) > 1.9 * estimate.signDeviation * length ? 1 : 0;
    }
    assertThat(beyond / (double) pairs).as("all bits, %s", random).isBetween(0.01, 0.075);
    assertThat(beyondBySigns / (double) pairs).as("signs, %s", random).isBetween(0.01, 0.075);
  }

  /// By plain loops over the numbers of the code.
  private static final class Estimate {

    final double byAllBits;
    final double bySigns;
    final double deviation;
    final double signDeviation;

    Estimate(float[] residual, float[] query, RaBitQuantizer quantizer) {
      var code = new RaBitCode(quantizer.codeDimension());
      var rotated = new float[quantizer.codeDimension()];
      var rotatedQuery = new float[quantizer.codeDimension()];
      quantizer.rotate(residual, 0, rotated);
      quantizer.rotate(query, 0, rotatedQuery);
      quantizer.encode(rotated, code);
      double all = 0;
      double signs = 0;
      for (int i = 0; i < rotated.length; i++) {
        int number = Byte.toUnsignedInt(code.numbers[i]);
        all += (number - quantizer.centre()) * rotatedQuery[i];
        signs += (number > quantizer.centre() ? 0.5 : -0.5) * rotatedQuery[i];
      }
      byAllBits = all * code.factor();
      bySigns = signs * code.signFactor();
      deviation = quantizer.deviation() * Math.sqrt(code.square);
      signDeviation = quantizer.signDeviation() * code.signFactor();
    }
  }

  private static double product(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  @Test
  void aResidualOfLengthZeroIsEstimatedAsZero() {
    var quantizer = RaBitQuantizer.of(5, 4, 1);
    var code = new RaBitCode(32);
    quantizer.encode(new float[32], code);
    assertThat(code.factor()).isZero();
    assertThat(code.signFactor()).isZero();
  }

  @Test
  void refusesOtherBits() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RaBitQuantizer.of(5, 9, 1))
        .withMessage("RaBitQ of 9 bits is unknown; bits are 1 to 8");
  }
}
