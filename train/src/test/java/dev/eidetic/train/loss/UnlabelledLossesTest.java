package dev.eidetic.train.loss;

import static dev.eidetic.train.loss.LossCheck.DIMENSION;
import static dev.eidetic.train.loss.LossCheck.LABELS;
import static dev.eidetic.train.loss.LossCheck.cosine;
import static dev.eidetic.train.loss.LossCheck.dot;
import static dev.eidetic.train.loss.LossCheck.requireEqual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.train.torch.LibTorch;
import dev.eidetic.train.torch.NetworkState;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UnlabelledLossesTest {

  private static final int N = LABELS.length;

  @BeforeAll
  static void load() {
    LibTorch.use(1);
  }

  /// Labels say that all belong together; images say which pairs do.
  @Test
  void byImageIsTheLossOfTheImagesWhateverTheLabels() {
    try (var _ = new PointerScope();
        var state = NetworkState.of(List.of(), Map.of(), ScalarType.Float)) {
      var embeddings = Tensor.create(new float[] {1, 0, 0.6f, 0.8f, 0, 1, -0.8f, 0.6f}, 4, 2);
      int[] images = {7, 9, 7, 9};
      var one = LossInput.of(embeddings, new int[4], state).withImages(images);
      double found = new ByImage(NtXentLoss.DEFAULT).of(one).item_double();
      double expected =
          NtXentLoss.DEFAULT.of(LossInput.of(embeddings, images, state)).item_double();
      assertThat(found).isEqualTo(expected).isPositive();
    }
  }

  @Test
  void vicReg() {
    requireEqual(
        new VicRegLoss(3, 2, 0.5, 0.01),
        (x, _) -> {
          double invariance = 0;
          for (int i = 0; i < N / 2; i++) {
            for (int j = 0; j < DIMENSION; j++) {
              double difference = x[i][j] - x[i + N / 2][j];
              invariance += difference * difference / (N / 2 * DIMENSION);
            }
          }
          double spread = 0;
          double correlation = 0;
          for (int first = 0; first < N; first += N / 2) {
            for (int j = 0; j < DIMENSION; j++) {
              double deviation = Math.sqrt(covariance(x, first, j, j) + 0.01);
              spread += Math.max(0, 1 - deviation) / DIMENSION / 2;
              for (int k = 0; k < DIMENSION; k++) {
                double value = j == k ? 0 : covariance(x, first, j, k);
                correlation += value * value / DIMENSION;
              }
            }
          }
          return 3 * invariance + 2 * spread + 0.5 * correlation;
        });
  }

  private static double covariance(double[][] x, int first, int j, int k) {
    int count = N / 2;
    double meanJ = 0;
    double meanK = 0;
    for (int i = first; i < first + count; i++) {
      meanJ += x[i][j] / count;
      meanK += x[i][k] / count;
    }
    double sum = 0;
    for (int i = first; i < first + count; i++) {
      sum += (x[i][j] - meanJ) * (x[i][k] - meanK);
    }
    return sum / (count - 1);
  }

  private static double[] mapped(double[] x, double[][] map) {
    var result = new double[map.length];
    for (int i = 0; i < map.length; i++) {
      result[i] = dot(map[i], x);
    }
    return result;
  }

  @Test
  void featureDistillation() {
    double[][] teacher = LossCheck.teacher();
    requireEqual(
        new FeatureDistillation(),
        (x, map) -> {
          double sum = 0;
          for (int i = 0; i < N; i++) {
            sum += 1 - cosine(mapped(x[i], map), teacher[i]);
          }
          return sum / N;
        });
  }

  @Test
  void structureDistillation() {
    double[][] teacher = LossCheck.teacher();
    requireEqual(
        new StructureDistillation(),
        (x, _) -> {
          double sum = 0;
          for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
              double difference = i == j ? 0 : cosine(x[i], x[j]) - cosine(teacher[i], teacher[j]);
              sum += difference * difference;
            }
          }
          return sum / (N * (N - 1));
        });
  }

  @Test
  void crossModalDistillation() {
    double[][] teacher = LossCheck.teacher();
    requireEqual(
        new CrossModalDistillation(0.4),
        (x, map) -> {
          double sum = 0;
          for (int i = 0; i < N; i++) {
            double row = 0;
            double column = 0;
            for (int j = 0; j < N; j++) {
              row += Math.exp(cosine(mapped(x[i], map), teacher[j]) / 0.4);
              column += Math.exp(cosine(mapped(x[j], map), teacher[i]) / 0.4);
            }
            double own = cosine(mapped(x[i], map), teacher[i]) / 0.4;
            sum += Math.log(row) - own + Math.log(column) - own;
          }
          return sum / N / 2;
        });
  }

  @Test
  void sumsAddTheirTerms() {
    double[][] teacher = LossCheck.teacher();
    requireEqual(
        new WeightedSum(
            List.of(
                new WeightedSum.Term(0.5, new FeatureDistillation()),
                new WeightedSum.Term(2, new KoLeoLoss(false)))),
        (x, map) -> {
          double sum = 0;
          for (int i = 0; i < N; i++) {
            double nearest = 2;
            for (int j = 0; j < N; j++) {
              nearest = i == j ? nearest : Math.min(nearest, LossCheck.distance(x[i], x[j]));
            }
            sum += 0.5 * (1 - cosine(mapped(x[i], map), teacher[i]));
            sum -= 2 * Math.log(nearest + 1e-8);
          }
          return sum / N;
        });
  }
}
