package dev.eidetic.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.testkit.Seeds;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

class SignCodesTest {

  private static MemorySegment stored(float[] vector) {
    var memory = Arena.ofAuto().allocate(2L * vector.length);
    Rows.of(SignCodes.TYPE, vector.length, memory).write(0, vector, 0);
    return memory;
  }

  @Test
  void aSmallCaseComesOutAsByHand() {
    var origin = new float[16];
    var vector = new float[16];
    vector[0] = 3;
    vector[1] = -1;
    origin[2] = 2; // difference -2
    var codes = new byte[4];
    int factors = SignCodes.encode(origin, stored(vector), 0, codes);
    assertThat(codes).containsExactly(1, 0, 0, 0);
    // |d|^2 = 9 + 1 + 4 = 14, <d, s> = 6, f = 14/6; <c, s> = -2.
    float f = 14f / 6;
    assertThat(Float.intBitsToFloat(factors & 0xFFFF0000)).isCloseTo(-2 * f, within(0.02f));
    assertThat(Float.intBitsToFloat(factors << 16)).isCloseTo(14 - 4 * f, within(0.05f));
  }

  @Test
  void lanesCodeAsThePlainLoop() {
    var seeds = Seeds.many(1).getFirst();
    for (int length = 16; length <= 256; length += 16) {
      float[] origin = seeds.vector(length);
      var vector = stored(seeds.vector(length));
      var codes = new byte[length / 4];
      var expected = new byte[length / 4];
      int factors = SignCodes.encode(origin, vector, 0, codes);
      int scalar = SignCodes.scalarEncode(origin, vector, 0, expected);
      assertThat(codes).as("%s", seeds).isEqualTo(expected);
      assertThat(Float.intBitsToFloat(factors & 0xFFFF0000))
          .isCloseTo(Float.intBitsToFloat(scalar & 0xFFFF0000), within(0.05f));
    }
  }

  /// Theorem 3.2 of the paper: without bias, and seldom off by more than a few `1 / sqrt(n)`.
  @Test
  void estimatesAreUnbiasedAndWithinTheBound() {
    var seeds = Seeds.of(11);
    int n = 128;
    float[] origin = seeds.vector(n);
    float[] target = seeds.vector(n);
    float[] query = seeds.vector(n);
    double truth = ScalarKernels.squaredDistance(query, target);
    double scale =
        Math.sqrt(
            (double) ScalarKernels.squaredDistance(query, origin)
                * ScalarKernels.squaredDistance(target, origin));
    double sum = 0;
    double sumOfSquares = 0;
    int trials = 2000;
    for (int trial = 0; trial < trials; trial++) {
      double error = (estimate(trial, origin, target, query) - truth) / scale;
      sum += error;
      sumOfSquares += error * error;
    }
    double deviation = Math.sqrt(sumOfSquares / trials);
    // Twice the product's error, sqrt((1 - 2/pi) / (2/pi)) = 0.756 of 1/sqrt(n).
    assertThat(deviation).isLessThan(2 * 0.756 / Math.sqrt(n) * 1.1);
    assertThat(sum / trials).isCloseTo(0, within(5 * deviation / Math.sqrt(trials) + 2e-3));
  }

  private static double estimate(int seed, float[] origin, float[] target, float[] query) {
    int n = origin.length;
    var rotation = RandomRotation.of(n, n, seed);
    var c = new float[n];
    var x = new float[n];
    var q = new float[n];
    rotation.rotate(origin, 0, c, 0);
    rotation.rotate(target, 0, x, 0);
    rotation.rotate(query, 0, q, 0);
    var codes = new byte[n / 4];
    int factors = SignCodes.encode(c, stored(x), 0, codes);
    double product = 0;
    for (int i = 0; i < n; i++) {
      product += (codes[i / 4] >> i % 4 & 1) != 0 ? q[i] : -q[i];
    }
    return ScalarKernels.squaredDistance(query, origin)
        + Float.intBitsToFloat(factors << 16)
        + Float.intBitsToFloat(factors & 0xFFFF0000) * product;
  }

  @Test
  void factorsAreKeptToEightBits() {
    assertThat(LinkEstimates.rounded(0x1.01p0f)).isEqualTo(1); // half way, to even
    assertThat(LinkEstimates.rounded(0x1.03p0f)).isEqualTo(0x1.04p0f); // likewise
    assertThat(LinkEstimates.rounded(-Float.MAX_VALUE)).isEqualTo(Float.NEGATIVE_INFINITY);
    int factors = LinkEstimates.factors(3.3f, -0.1f);
    assertThat(Float.intBitsToFloat(factors << 16)).isEqualTo(3.296875f);
    assertThat(Float.intBitsToFloat(factors & 0xFFFF0000)).isEqualTo(-0x1.9ap-4f);
  }

  @Test
  void estimatesOfABlockAgreeWithThePlainLoop() {
    var seeds = Seeds.many(1).getFirst();
    var memory = Arena.ofAuto().allocate(LinkEstimates.FACTOR_BYTES);
    var sums = new int[32];
    for (int i = 0; i < 32; i++) {
      int factors = LinkEstimates.factors(seeds.nextFloat() * 100, -seeds.nextFloat());
      memory.set(ValueLayout.JAVA_INT_UNALIGNED, 4L * i, factors);
      sums[i] = seeds.nextInt(2000);
    }
    var actual = new float[32];
    var expected = new float[32];
    int mask = LinkEstimates.below(memory, 0, sums, 7, 0.1f, -90, 60, actual);
    int scalar = LinkEstimates.scalarBelow(memory, 0, sums, 7, 0.1f, -90, 60, expected);
    assertThat(actual).as("%s", seeds).containsExactly(expected, within(0f));
    assertThat(mask).as("%s", seeds).isEqualTo(scalar);
    for (int i = 0; i < 32; i++) {
      assertThat((mask >>> i & 1) == 1).isEqualTo(expected[i] < 60);
    }
  }

  @Test
  void rowProductsAgreeWithThePlainLoop() {
    var seeds = Seeds.many(1).getFirst();
    float[] rows = seeds.vector(11 * 64);
    int[] others = {3, 0, 10, 7, 7, 1, 2};
    for (int count = 0; count <= others.length; count++) {
      var actual = new float[others.length];
      var expected = new float[others.length];
      RowDots.dots(rows, 64, 5, others, count, actual);
      RowDots.scalarDots(rows, 64, 5, others, count, expected);
      assertThat(actual).as("%d others, %s", count, seeds).containsExactly(expected, within(1e-4f));
    }
  }
}
