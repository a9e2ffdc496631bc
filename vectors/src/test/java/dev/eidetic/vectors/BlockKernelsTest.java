package dev.eidetic.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eidetic.testkit.Seeds;
import java.util.Arrays;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

class BlockKernelsTest {

  private static final int WIDTH = BlockKernels.rowsPerStrip();

  @Test
  void everyProductIsThatOfTheScalarKernelToTheLastBit() {
    for (int dimension = 0; dimension <= 70; dimension++) {
      for (int count : new int[] {0, 1, 7, WIDTH - 1, WIDTH}) {
        checkTile(dimension, count);
      }
    }
  }

  private static void checkTile(int dimension, int count) {
    var random = Seeds.of(dimension * 1000L + count);
    int offset = random.nextInt(5);
    float[] queries = random.vector(offset + BlockKernels.QUERIES * dimension);
    float[] rows = random.vector(count * dimension);
    var strip = new float[WIDTH * dimension];
    Arrays.fill(strip, Float.NaN);
    var scores = new float[BlockKernels.QUERIES * WIDTH];
    BlockKernels.packStrip(rows, count, dimension, strip);
    BlockKernels.dots(queries, offset, dimension, strip, scores);
    for (int query = 0; query < BlockKernels.QUERIES; query++) {
      int start = offset + query * dimension;
      float[] left = Arrays.copyOfRange(queries, start, start + dimension);
      for (int row = 0; row < WIDTH; row++) {
        float expected =
            row < count
                ? ScalarKernels.dot(
                    left, Arrays.copyOfRange(rows, row * dimension, (row + 1) * dimension))
                : 0;
        assertThat(scores[query * WIDTH + row])
            .as("dimension %d, query %d, row %d of %d", dimension, query, row, count)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void theScalarTwinAgreesWithTheLanesToTheLastBitWhateverTheirWidth() {
    for (int dimension : new int[] {1, 15, 64, 129}) {
      var random = Seeds.of(dimension);
      float[] queries = random.vector(BlockKernels.QUERIES * dimension);
      float[] strip = random.vector(WIDTH * dimension);
      var scores = new float[BlockKernels.QUERIES * WIDTH];
      var twin = new float[BlockKernels.QUERIES * WIDTH];
      BlockKernels.dots(queries, 0, dimension, strip, scores);
      ScalarBlockKernels.dots(queries, 0, dimension, strip, WIDTH, twin);
      assertThat(scores).as("dimension %d", dimension).containsExactly(twin);
    }
  }

  /// Of the two shapes a processor uses only one; both must be right.
  @Test
  void wideAndNarrowTilesAreBothRight() {
    int lanes = FloatVector.SPECIES_PREFERRED.length();
    int dimension = 37;
    var random = Seeds.of(5);
    float[] queries = random.vector(BlockKernels.QUERIES * dimension);
    for (int vectors : new int[] {4, 2}) {
      int width = vectors * lanes;
      float[] strip = random.vector(width * dimension);
      var scores = new float[BlockKernels.QUERIES * width];
      var twin = new float[BlockKernels.QUERIES * width];
      if (vectors == 4) {
        LaneBlockKernels.wideDots(queries, 0, dimension, strip, scores);
      } else {
        LaneBlockKernels.narrowDots(queries, 0, dimension, strip, scores);
      }
      ScalarBlockKernels.dots(queries, 0, dimension, strip, width, twin);
      assertThat(scores).as("%d vectors wide", vectors).containsExactly(twin);
    }
  }

  @Test
  void findsWhatIsGreaterAndNothingElse() {
    for (int length = 0; length <= 70; length++) {
      var random = Seeds.of(length);
      var scores = new float[length + 3];
      for (int i = 0; i < scores.length; i++) {
        int kind = random.nextInt(5);
        scores[i] = kind == 4 ? Float.NaN : kind;
      }
      var positions = new int[length];
      var twin = new int[length];
      int count = BlockKernels.above(scores, 2, 2 + length, 1, positions);
      int twinCount = ScalarBlockKernels.above(scores, 2, 2 + length, 1, twin);
      int[] expected = IntStream.range(2, 2 + length).filter(i -> scores[i] > 1).toArray();
      assertThat(Arrays.copyOf(positions, count)).as("%s", random).containsExactly(expected);
      assertThat(Arrays.copyOf(twin, twinCount)).as("%s", random).containsExactly(expected);
    }
  }

  @Test
  void refusesMoreRowsThanAStripHolds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BlockKernels.packStrip(new float[999], WIDTH + 1, 1, new float[999]))
        .withMessage("count is %d; a strip has 0 to %d rows".formatted(WIDTH + 1, WIDTH));
  }
}
