package dev.eidetic.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.testkit.Seeds;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

class PackedCodesTest {

  private static final int[] DIMENSIONS = {0, 8, 16, 24, 32, 40, 64, 96, 128, 136, 256, 1280};

  @Test
  void numbersAreReadBackAndMultipliedAsTheyWereWritten() {
    for (int bits = 0; bits <= 7; bits++) {
      for (int dimension : DIMENSIONS) {
        check(bits, dimension);
      }
    }
  }

  private static void check(int bits, int dimension) {
    var random = Seeds.of(100L * dimension + bits);
    var numbers = new byte[dimension];
    float[] query = random.vector(dimension);
    double exact = 0;
    double magnitude = 0;
    for (int i = 0; i < dimension; i++) {
      numbers[i] = (byte) random.nextInt(1 << bits);
      exact += (double) numbers[i] * query[i];
      magnitude += Math.abs((double) numbers[i] * query[i]);
    }
    String what = "%d bits, %d numbers".formatted(bits, dimension);
    try (var arena = Arena.ofConfined()) {
      var packed = arena.allocate(PackedCodes.bytes(dimension, bits) + 5);
      PackedCodes.pack(numbers, bits, packed, 5);
      var restored = new byte[dimension];
      PackedCodes.unpack(packed, 5, bits, restored);
      assertThat(restored).as(what).isEqualTo(numbers);
      var tolerance = within(Math.max(1, dimension) * 0x1p-24 * magnitude);
      assertThat((double) ScalarPackedCodes.dot(packed, 5, bits, query))
          .as("scalar, %s", what)
          .isCloseTo(exact, tolerance);
      assertThat((double) LanePackedCodes.dot(packed, 5, bits, query))
          .as("lanes, %s", what)
          .isCloseTo(exact, tolerance);
      assertThat((double) PackedCodes.dot(packed, 5, bits, query)).isCloseTo(exact, tolerance);
    }
  }

  @Test
  void refusesWhatItCannotPack() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PackedCodes.bytes(12, 3))
        .withMessage("dimension is 12; it must be a multiple of 8");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PackedCodes.bytes(16, 8))
        .withMessage("bits is 8; it must be 0 to 7");
  }
}
