package dev.eidetic.index.rabitq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.testkit.Seeds;
import java.lang.foreign.Arena;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RaBitBlocksTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void codesAreReadBackFromWhereverTheyWereMoved(int bits) {
    var random = Seeds.many(1).getFirst();
    var blocks = new RaBitBlocks(96, bits);
    assertThat(blocks.bytes() % 64).isZero();
    try (var arena = Arena.ofConfined()) {
      var memory = arena.allocate(2L * blocks.bytes());
      var codes = new RaBitCode[32];
      for (int lane = 0; lane < 32; lane++) {
        codes[lane] = new RaBitCode(96);
        random.nextBytes(codes[lane].numbers);
        for (int i = 0; i < 96; i++) {
          codes[lane].numbers[i] &= (byte) ((1 << bits) - 1);
        }
        blocks.put(memory, 0, lane, codes[lane], new RaBitTerms(lane, 2 * lane, lane, 2 * lane));
      }
      for (int lane = 0; lane < 32; lane++) {
        blocks.move(memory, 0, lane, memory, blocks.bytes(), 31 - lane);
      }
      var numbers = new byte[96];
      for (int lane = 0; lane < 32; lane++) {
        blocks.numbers(memory, blocks.bytes(), 31 - lane, numbers);
        assertThat(numbers).as("%s, lane %d", random, lane).isEqualTo(codes[lane].numbers);
        assertThat(blocks.addend(memory, blocks.bytes(), 31 - lane)).isEqualTo(lane);
        assertThat(blocks.factor(memory, blocks.bytes(), 31 - lane)).isEqualTo(2 * lane);
      }
    }
  }
}
