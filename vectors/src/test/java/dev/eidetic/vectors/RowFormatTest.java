package dev.eidetic.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.testkit.Seeds;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowFormatTest {

  @ParameterizedTest
  @EnumSource
  void comparisonsAgreeWithPlainLoopsForEveryLength(RowFormat format) {
    var seeds = Seeds.many(1).getFirst();
    for (int length = 1; length < 100; length++) {
      float[] query = scaled(seeds.vector(length));
      float[] row = scaled(seeds.vector(length));
      int bytes = length * format.numberBytes();
      var memory = Arena.ofAuto().allocate(bytes + 3); // nothing behind the last number
      format.encode(row, 0, length, memory, 3);
      var stored = new float[length];
      format.decode(memory, 3, stored, 0, length);
      assertThat(format.squaredDistance(memory, 3, query))
          .as("%d numbers, %s", length, seeds)
          .isCloseTo(ScalarKernels.squaredDistance(query, stored), within(0.1f));
      assertThat(format.dot(memory, 3, query))
          .as("%d numbers, %s", length, seeds)
          .isCloseTo(ScalarKernels.dot(query, stored), within(0.1f));
      checkDifference(format, memory, query, stored);
    }
  }

  private static void checkDifference(
      RowFormat format, MemorySegment memory, float[] query, float[] stored) {
    var differences = new float[query.length + 2];
    float square = format.difference(memory, 3, query, differences, 1);
    float expected = 0;
    for (int i = 0; i < query.length; i++) {
      assertThat(differences[i + 1]).isEqualTo(stored[i] - query[i]);
      expected += differences[i + 1] * differences[i + 1];
    }
    assertThat(square).isCloseTo(expected, within(0.1f));
  }

  private static float[] scaled(float[] vector) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= 10;
    }
    return vector;
  }

  @ParameterizedTest
  @EnumSource
  void numbersAreKeptAsPreciselyAsTheFormatPromises(RowFormat format) {
    float[] numbers = {0, 1, -1, 100, -128, 127, 3.3f, 1e6f, -1e-6f};
    var memory = Arena.ofAuto().allocate(4L * numbers.length);
    format.encode(numbers, 0, numbers.length, memory, 0);
    var kept = new float[numbers.length];
    format.decode(memory, 0, kept, 0, numbers.length);
    float[] expected =
        switch (format) {
          case FLOATS -> numbers;
          case HALVES -> new float[] {0, 1, -1, 100, -128, 127, 3.3007812f, 65504, -0x1.1p-20f};
          case UPPER_HALVES ->
              new float[] {0, 1, -1, 100, -128, 127, 3.296875f, 999424, -0x1.0cp-20f};
          case BYTES -> new float[] {0, 1, -1, 100, -128, 127, 3, 127, 0};
        };
    assertThat(kept).containsExactly(expected, within(0f));
  }
}
