package dev.eidetic.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eidetic.testkit.Seeds;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ByteKernelsTest {

  @Test
  void resultsAreExactWhateverTheTail() {
    IntStream.concat(IntStream.rangeClosed(0, 140), IntStream.of(1001))
        .forEach(
            length -> {
              var random = Seeds.of(length);
              var query = new byte[length];
              var row = new byte[length];
              random.nextBytes(query);
              random.nextBytes(row);
              check(query, row);
            });
  }

  @Test
  void theLargestNumbersDoNotOverflow() {
    var low = new byte[ByteKernels.LONGEST];
    var high = new byte[ByteKernels.LONGEST];
    Arrays.fill(low, Byte.MIN_VALUE);
    Arrays.fill(high, Byte.MAX_VALUE);
    check(low, low);
    check(low, high);
    check(high, high);
  }

  private static void check(byte[] query, byte[] row) {
    int product = 0;
    int distance = 0;
    for (int i = 0; i < row.length; i++) {
      product += query[i] * row[i];
      distance = Math.addExact(distance, (query[i] - row[i]) * (query[i] - row[i]));
    }
    try (var arena = Arena.ofConfined()) {
      var rows = arena.allocate(1 + row.length);
      rows.asSlice(1).copyFrom(MemorySegment.ofArray(row));
      assertThat(ByteKernels.dot(query, rows, 1)).isEqualTo(product);
      assertThat(ByteKernels.squaredDistance(query, rows, 1)).isEqualTo(distance);
      assertThat(ScalarByteKernels.dot(query, rows, 1, 0)).isEqualTo(product);
      assertThat(ScalarByteKernels.squaredDistance(query, rows, 1, 0)).isEqualTo(distance);
    }
  }

  @Test
  void refusesRowsThatItCannotRead() {
    try (var arena = Arena.ofConfined()) {
      var rows = arena.allocate(8);
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> ByteKernels.dot(new byte[8], rows, 1));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ByteKernels.dot(new byte[ByteKernels.LONGEST + 1], rows, 0))
          .withMessage("query has 33026 numbers; with more than 33025 a sum might overflow");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ByteKernels.dot(new byte[1], MemorySegment.ofArray(new byte[1]), 0))
          .withMessage("rows lie on the heap; they must be native or mapped");
    }
  }
}
