package dev.eidetic.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eidetic.testkit.Seeds;
import java.lang.foreign.Arena;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BitKernelsTest {

  @Test
  void productsOfBitsAreExactWhateverTheTail() {
    IntStream.concat(IntStream.rangeClosed(1, 140), IntStream.of(511, 512, 513, 640, 1100))
        .forEach(dimension -> checkBits(dimension, 1 + dimension % 8));
  }

  private static void checkBits(int dimension, int bits) {
    var random = Seeds.of(dimension);
    int count = random.nextInt(4);
    int words = BitKernels.words(dimension);
    long stride = 8L * words + random.nextInt(5);
    byte[] query = numbers(random, dimension, bits);
    var planes = new long[BitKernels.planeWords(dimension, bits)];
    BitKernels.split(query, bits, planes);
    try (var arena = Arena.ofConfined()) {
      var codes = arena.allocate(5 + stride * count);
      var expected = new int[count];
      for (int code = 0; code < count; code++) {
        byte[] ones = numbers(random, dimension, 1);
        BitKernels.pack(ones, codes, 5 + stride * code);
        for (int i = 0; i < dimension; i++) {
          expected[code] += ones[i] * Byte.toUnsignedInt(query[i]);
        }
      }
      var products = new int[count];
      BitKernels.dots(codes, 5, stride, count, words, planes, bits, products);
      assertThat(products).as("dimension %d, %d bits", dimension, bits).isEqualTo(expected);
      for (int code = 0; code < count; code++) {
        assertThat(ScalarBitKernels.dot(codes, 5 + stride * code, words, planes, bits))
            .as("scalar, dimension %d, %d bits", dimension, bits)
            .isEqualTo(expected[code]);
        assertThat(LaneBitKernels.dot(codes, 5 + stride * code, words, planes, bits))
            .as("lanes, dimension %d, %d bits", dimension, bits)
            .isEqualTo(expected[code]);
      }
    }
  }

  private static byte[] numbers(Seeds random, int count, int bits) {
    var numbers = new byte[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (byte) random.nextInt(1 << bits);
    }
    return numbers;
  }

  @Test
  void refusesWhatItCannotMultiply() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BitKernels.split(new byte[3], 9, new long[9]))
        .withMessage("bits is 9; it must be 1 to 8");
    try (var arena = Arena.ofConfined()) {
      var codes = arena.allocate(16);
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> BitKernels.dots(codes, 1, 8, 2, 1, new long[32], 4, new int[2]));
    }
  }
}
