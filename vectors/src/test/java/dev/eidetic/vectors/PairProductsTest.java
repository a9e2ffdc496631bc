package dev.eidetic.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eidetic.testkit.Seeds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PairProductsTest {

  @Test
  void productsAndTheirBestAreThoseOfPlainLoops() {
    var scratch = new PairProducts();
    for (int dimension : new int[] {1, 3, 40, 64, 129}) {
      for (int[] counts : new int[][] {{0, 5}, {5, 0}, {1, 1}, {3, 33}, {37, 64}, {70, 31}}) {
        checkPairs(scratch, dimension, counts[0], counts[1]);
      }
    }
  }

  private static void checkPairs(PairProducts scratch, int dimension, int left, int right) {
    var random = Seeds.of(1000L * dimension + left);
    byte[] rows = unitCodes(random, left, dimension);
    byte[] columns = unitCodes(random, right, dimension);
    scratch.compute(CodeStrips.of(rows, left, dimension), CodeStrips.of(columns, right, dimension));
    var products = new int[left][right];
    for (int i = 0; i < left; i++) {
      for (int j = 0; j < right; j++) {
        for (int k = 0; k < dimension; k++) {
          products[i][j] += rows[i * dimension + k] * columns[j * dimension + k];
        }
        assertThat(scratch.product(i, j)).as("%s", random).isEqualTo(products[i][j]);
      }
      int[] sorted = products[i].clone();
      Arrays.sort(sorted);
      assertThat(scratch.best(i))
          .isEqualTo(right == 0 ? PairProducts.NONE : sorted[sorted.length - 1]);
      assertThat(scratch.second(i))
          .isEqualTo(right < 2 ? PairProducts.NONE : sorted[sorted.length - 2]);
      assertThat(scratch.bestColumn(i))
          .isEqualTo(right == 0 ? -1 : indexOf(products[i], scratch.best(i)));
    }
    for (int j = 0; j < right; j++) {
      int best = PairProducts.NONE;
      for (int i = 0; i < left; i++) {
        best = Math.max(best, products[i][j]);
      }
      assertThat(scratch.columnBest(j)).isEqualTo(best);
    }
  }

  private static int indexOf(int[] numbers, int wanted) {
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  private static byte[] unitCodes(Seeds random, int count, int dimension) {
    var codes = new byte[count * dimension];
    for (int i = 0; i < count; i++) {
      // every third row equals the one before it, so that there are ties
      if (i % 3 == 2) {
        System.arraycopy(codes, (i - 1) * dimension, codes, i * dimension, dimension);
      } else {
        CodeStrips.quantize(random.vector(dimension), 0, dimension, codes, i * dimension);
      }
    }
    return codes;
  }

  @Test
  void theScalarTwinAgreesWithTheLanes() {
    var random = Seeds.of(3);
    int dimension = 21;
    int width = LanePairProducts.ROWS_PER_STRIP;
    var rows = new short[4 * dimension];
    var strips = new short[width * dimension];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (short) (random.nextInt(255) - 127);
    }
    for (int i = 0; i < strips.length; i++) {
      strips[i] = (short) (random.nextInt(255) - 127);
    }
    var products = new short[4 * width];
    var twin = new short[4 * width];
    LanePairProducts.tile(rows, 0, dimension, strips, 0, products, 0, width);
    ScalarPairProducts.tile(rows, 0, dimension, strips, 0, width, twin, 0, width);
    assertThat(products).containsExactly(twin);
    var best = new short[4 * width];
    var twinBest = new short[4 * width];
    assertThat(LanePairProducts.best(products, 0, 4 * width, best))
        .isEqualTo(ScalarPairProducts.best(twin, 0, 4 * width, twinBest));
    assertThat(best).containsExactly(twinBest);
  }

  @Test
  void theGreatestPossibleProductsDoNotOverflow() {
    byte[] row = {127, 127, 22, 0}; // 127² + 127² + 22² = 32742
    byte[] opposite = {-127, -127, -22, 0};
    var scratch = new PairProducts();
    scratch.compute(CodeStrips.of(row, 1, 4), CodeStrips.of(row, 1, 4));
    assertThat(scratch.product(0, 0)).isEqualTo(32_742);
    scratch.compute(CodeStrips.of(row, 1, 4), CodeStrips.of(opposite, 1, 4));
    assertThat(scratch.best(0)).isEqualTo(-32_742);
  }

  @Test
  void refusesRowsWhoseProductsMightOverflow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CodeStrips.of(new byte[] {127, 127, 127}, 1, 3))
        .withMessage(
            "row 0 has squared length 48387; with more than 32767 a product might overflow");
  }

  @Test
  void quantizingKeepsDirectionsAndMakesWhatHasNoneZero() {
    var codes = new byte[3];
    CodeStrips.quantize(new float[] {0.3f, -0.4f, 0}, 0, 3, codes, 0);
    assertThat(codes).containsExactly(76, -102, 0); // 127 * (0.6, -0.8)
    CodeStrips.quantize(new float[] {-5, 0, 0}, 0, 3, codes, 0);
    assertThat(codes).containsExactly(-127, 0, 0);
    CodeStrips.quantize(new float[] {Float.NaN, 1, 1}, 0, 3, codes, 0);
    assertThat(codes).containsExactly(0, 0, 0);
    CodeStrips.quantize(new float[] {0, 0, 0}, 0, 3, codes, 0);
    assertThat(codes).containsExactly(0, 0, 0);
  }
}
