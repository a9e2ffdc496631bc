package dev.eidetic.vectors.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.testkit.Seeds;
import dev.eidetic.vectors.VectorSource;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AnisotropicTrainingTest {

  private static final int DIMENSION = 9;
  private static final int SUBSPACES = 3;

  private final Seeds random = Seeds.many(1).getFirst();

  private float[][] rows(int count) {
    var rows = new float[count][];
    Arrays.setAll(
        rows,
        _ -> {
          float[] row = random.vector(DIMENSION);
          row[0] += 2; // so that directions are not all alike
          return row;
        });
    return rows;
  }

  private static float[] direction(float[] row) {
    double square = 0;
    for (float x : row) {
      square += (double) x * x;
    }
    var direction = new float[row.length];
    for (int i = 0; i < row.length; i++) {
      direction[i] = (float) (row[i] / Math.sqrt(square));
    }
    return direction;
  }

  /// As the paper states it: the parts of the error along and across the direction.
  private static double loss(float[] row, float[] direction, float[] restored, double weight) {
    double along = 0;
    for (int i = 0; i < row.length; i++) {
      along += (row[i] - restored[i]) * (double) direction[i];
    }
    double across = 0;
    for (int i = 0; i < row.length; i++) {
      double part = row[i] - restored[i] - along * direction[i];
      across += part * part;
    }
    return weight * along * along + across;
  }

  private static double meanLoss(ProductQuantizer quantizer, float[][] rows, float weight) {
    var encoder = new AnisotropicEncoder(quantizer, new AnisotropicLoss(weight));
    var codes = new byte[SUBSPACES];
    var restored = new float[DIMENSION];
    double sum = 0;
    for (float[] row : rows) {
      float[] direction = direction(row);
      encoder.encode(row, direction, 0, codes, 0);
      quantizer.decode(codes, 0, restored);
      sum += loss(row, direction, restored, weight);
    }
    return sum / rows.length;
  }

  @Test
  void chosenCodeWordsCostHardlyMoreThanTheBestOfAll() {
    float[][] rows = rows(2000);
    float weight = 4;
    var quantizer =
        ProductQuantizer.train(VectorSource.of(rows), SUBSPACES, 4, random.nextLong(), 1);
    var encoder = new AnisotropicEncoder(quantizer, new AnisotropicLoss(weight));
    var codes = new byte[SUBSPACES];
    var restored = new float[DIMENSION];
    double ours = 0;
    double best = 0;
    for (float[] row : Arrays.copyOf(rows, 50)) {
      float[] direction = direction(row);
      double least = Double.POSITIVE_INFINITY;
      for (int choice = 0; choice < 1 << 12; choice++) {
        for (int i = 0; i < SUBSPACES; i++) {
          codes[i] = (byte) (choice >> (4 * i) & 15);
        }
        quantizer.decode(codes, 0, restored);
        least = Math.min(least, loss(row, direction, restored, weight));
      }
      encoder.encode(row, direction, 0, codes, 0);
      quantizer.decode(codes, 0, restored);
      double chosen = loss(row, direction, restored, weight);
      assertThat(chosen).as("%s", random).isGreaterThanOrEqualTo(least - 1e-5);
      ours += chosen;
      best += least;
    }
    assertThat(ours / best).as("%s", random).isLessThan(1.25);
  }

  @Test
  void trainingLowersTheLossOfVectorsThatItHasNotSeen() {
    float[][] rows = rows(4000);
    float[][] unseen = rows(500);
    var source = VectorSource.of(rows);
    long seed = random.nextLong();
    var plain = ProductQuantizer.train(source, SUBSPACES, 4, seed, 1);
    var trained =
        AnisotropicTraining.train(source, source, SUBSPACES, 4, new AnisotropicLoss(8), seed, 2);
    assertThat(meanLoss(trained, unseen, 8))
        .as("%s", random)
        .isLessThan(0.95 * meanLoss(plain, unseen, 8));
  }

  @Test
  void withAllDirectionsAlikeItIsPlainProductQuantization() {
    var source = VectorSource.of(rows(1000));
    var plain = ProductQuantizer.train(source, SUBSPACES, 4, 5, 1);
    var trained =
        AnisotropicTraining.train(source, source, SUBSPACES, 4, new AnisotropicLoss(1), 5, 1);
    assertThat(trained.columns()).isEqualTo(plain.columns());
  }

  @Test
  void theWeightIsThatOfThePaper() {
    // 99 * 0.04 / 0.96, theorem 3.2 with T = 0.2 and 100 numbers.
    assertThat(AnisotropicLoss.of(0.2f, 100).weight()).isCloseTo(4.125f, within(1e-4f));
    assertThat(AnisotropicLoss.of(0, 100).weight()).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnisotropicLoss.of(1, 100))
        .withMessage("threshold is 1.0; it must be at least 0 and less than 1");
  }
}
