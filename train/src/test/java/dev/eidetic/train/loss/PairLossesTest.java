package dev.eidetic.train.loss;

import static dev.eidetic.train.loss.LossCheck.LABELS;
import static dev.eidetic.train.loss.LossCheck.cosine;
import static dev.eidetic.train.loss.LossCheck.distance;
import static dev.eidetic.train.loss.LossCheck.dot;
import static dev.eidetic.train.loss.LossCheck.isNegative;
import static dev.eidetic.train.loss.LossCheck.isPositive;
import static dev.eidetic.train.loss.LossCheck.requireEqual;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.train.mining.Miner;
import dev.eidetic.train.torch.LibTorch;
import dev.eidetic.train.torch.NetworkState;
import dev.eidetic.train.torch.Tensors;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PairLossesTest {

  private static final int N = LABELS.length;

  @BeforeAll
  static void load() {
    LibTorch.use(1);
  }

  /// Gathers numbers and averages them.
  private static final class Mean {
    private double sum;
    private int count;

    void add(double number) {
      sum += number;
      count++;
    }

    void addIfPositive(double number) {
      if (number > 0) {
        add(number);
      }
    }

    double value() {
      return count == 0 ? 0 : sum / count;
    }
  }

  private interface PairNumber {
    double of(int i, int j);
  }

  private static double sumOverPositives(int i, PairNumber number) {
    double sum = 0;
    for (int j = 0; j < N; j++) {
      sum += isPositive(i, j) ? number.of(i, j) : 0;
    }
    return sum;
  }

  private static double sumOverNegatives(int i, PairNumber number) {
    double sum = 0;
    for (int j = 0; j < N; j++) {
      sum += isNegative(i, j) ? number.of(i, j) : 0;
    }
    return sum;
  }

  private static double positives(int i) {
    return sumOverPositives(i, (_, _) -> 1);
  }

  @Test
  void contrastive() {
    requireEqual(
        new ContrastiveLoss(0.2, 1.3),
        (x, _) -> {
          var near = new Mean();
          var far = new Mean();
          for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
              if (isPositive(i, j)) {
                near.addIfPositive(distance(x[i], x[j]) - 0.2);
              } else if (isNegative(i, j)) {
                far.addIfPositive(1.3 - distance(x[i], x[j]));
              }
            }
          }
          return near.value() + far.value();
        });
  }

  @Test
  void tripletMargin() {
    requireEqual(
        new TripletMarginLoss(0.3, false), (x, _) -> triplets(x, excess -> excess + 0.3, true));
    requireEqual(
        new TripletMarginLoss(0, true),
        (x, _) -> triplets(x, excess -> Math.log1p(Math.exp(excess)), false));
  }

  private static double triplets(double[][] x, DoubleUnaryOperator cost, boolean isHinge) {
    var mean = new Mean();
    for (int i = 0; i < N; i++) {
      for (int p = 0; p < N; p++) {
        for (int n = 0; n < N; n++) {
          if (isPositive(i, p) && isNegative(i, n)) {
            double value = cost.applyAsDouble(distance(x[i], x[p]) - distance(x[i], x[n]));
            if (isHinge) {
              mean.addIfPositive(value);
            } else {
              mean.add(value);
            }
          }
        }
      }
    }
    return mean.value();
  }

  @Test
  void ntXent() {
    requireEqual(
        new NtXentLoss(0.3),
        (x, _) -> {
          var mean = new Mean();
          for (int i = 0; i < N; i++) {
            double negatives = sumOverNegatives(i, (a, b) -> Math.exp(cosine(x[a], x[b]) / 0.3));
            for (int j = 0; j < N; j++) {
              if (isPositive(i, j)) {
                double own = Math.exp(cosine(x[i], x[j]) / 0.3);
                mean.add(-Math.log(own / (own + negatives)));
              }
            }
          }
          return mean.value();
        });
  }

  @Test
  void supCon() {
    requireEqual(
        new SupConLoss(0.4),
        (x, _) -> {
          var mean = new Mean();
          for (int i = 0; i < N; i++) {
            PairNumber power = (a, b) -> Math.exp(cosine(x[a], x[b]) / 0.4);
            double all = sumOverPositives(i, power) + sumOverNegatives(i, power);
            if (positives(i) > 0) {
              mean.add(
                  -sumOverPositives(i, (a, b) -> Math.log(power.of(a, b) / all)) / positives(i));
            }
          }
          return mean.value();
        });
  }

  @Test
  void multiSimilarity() {
    requireEqual(
        new MultiSimilarityLoss(2, 10, 0.4),
        (x, _) -> {
          var mean = new Mean();
          for (int i = 0; i < N; i++) {
            double near = sumOverPositives(i, (a, b) -> Math.exp(-2 * (cosine(x[a], x[b]) - 0.4)));
            double far = sumOverNegatives(i, (a, b) -> Math.exp(10 * (cosine(x[a], x[b]) - 0.4)));
            mean.add(Math.log1p(near) / 2 + Math.log1p(far) / 10);
          }
          return mean.value();
        });
  }

  /// Weights are held while the gradient is taken, so the oracle keeps those of its first call.
  @Test
  void circle() {
    requireEqual(
        new CircleLoss(0.25, 6),
        new LossCheck.Oracle() {
          private double[][] first = new double[0][];

          @Override
          public double of(double[][] x, double[][] p) {
            if (first.length == 0 || far(first, x)) {
              first = new double[N][];
              for (int i = 0; i < N; i++) {
                first[i] = x[i].clone();
              }
            }
            var mean = new Mean();
            for (int i = 0; i < N; i++) {
              double near =
                  sumOverPositives(
                      i,
                      (a, b) ->
                          Math.exp(
                              -6
                                  * Math.max(0, 1.25 - cosine(first[a], first[b]))
                                  * (cosine(x[a], x[b]) - 0.75)));
              double away =
                  sumOverNegatives(
                      i,
                      (a, b) ->
                          Math.exp(
                              6
                                  * Math.max(0, cosine(first[a], first[b]) + 0.25)
                                  * (cosine(x[a], x[b]) - 0.25)));
              if (positives(i) > 0) {
                mean.add(Math.log1p(near * away));
              }
            }
            return mean.value();
          }

          private static boolean far(double[][] a, double[][] b) {
            return Math.abs(a[0][0] - b[0][0]) > 1e-3 || Math.abs(a[1][1] - b[1][1]) > 1e-3;
          }
        });
  }

  /// Classes 0, 1 and 2 have two images or more: rows 0 and 2, 1 and 4, 3 and 5.
  @Test
  void nPairs() {
    int[] anchors = {0, 1, 3};
    int[] partners = {2, 4, 5};
    requireEqual(
        new NPairsLoss(),
        (x, _) -> {
          var mean = new Mean();
          for (int i = 0; i < 3; i++) {
            double[] anchor = x[anchors[i]];
            double own = dot(anchor, x[partners[i]]);
            mean.add(
                Math.log(
                    DoubleStream.of(dot(anchor, x[2]), dot(anchor, x[4]), dot(anchor, x[5]))
                        .map(product -> Math.exp(product - own))
                        .sum()));
          }
          return mean.value();
        });
  }

  @Test
  void liftedStructure() {
    requireEqual(
        new LiftedStructureLoss(0.1, 1.2),
        (x, _) -> {
          var mean = new Mean();
          for (int i = 0; i < N; i++) {
            double near = sumOverPositives(i, (a, b) -> Math.exp(distance(x[a], x[b]) - 0.1));
            double far = sumOverNegatives(i, (a, b) -> Math.exp(1.2 - distance(x[a], x[b])));
            if (positives(i) > 0) {
              mean.add(Math.max(0, Math.log(near) + Math.log(far)));
            }
          }
          return mean.value();
        });
  }

  @Test
  void koLeo() {
    requireEqual(new KoLeoLoss(false), (x, _) -> entropy(x, (i, j) -> i != j));
    requireEqual(new KoLeoLoss(true), (x, _) -> entropy(x, LossCheck::isNegative));
  }

  private interface Neighbours {
    boolean are(int i, int j);
  }

  private static double entropy(double[][] x, Neighbours neighbours) {
    var mean = new Mean();
    for (int i = 0; i < N; i++) {
      double nearest = Double.POSITIVE_INFINITY;
      for (int j = 0; j < N; j++) {
        nearest = neighbours.are(i, j) ? Math.min(nearest, distance(x[i], x[j])) : nearest;
      }
      mean.add(-Math.log(nearest + 1e-8));
    }
    return mean.value();
  }

  @Test
  void withoutAnythingToCompareAllAreZeroAndSoAreTheirGradients() {
    for (var loss :
        List.of(
            ContrastiveLoss.DEFAULT,
            TripletMarginLoss.DEFAULT,
            NtXentLoss.DEFAULT,
            SupConLoss.DEFAULT,
            CircleLoss.DEFAULT,
            new NPairsLoss(),
            LiftedStructureLoss.DEFAULT,
            SmoothApLoss.DEFAULT,
            FastApLoss.DEFAULT,
            ListwiseApLoss.DEFAULT,
            RecallAtKLoss.DEFAULT)) {
      try (var _ = new PointerScope();
          var none = NetworkState.of(List.of(), Map.of(), ScalarType.Double)) {
        var embeddings = Tensor.create(new double[] {1, 2}, 1, 2).set_requires_grad(true);
        var value = loss.of(LossInput.of(embeddings, new int[] {0}, none));
        assertThat(value.item_double()).as("%s", loss).isZero();
        value.backward();
        assertThat(Tensors.doubles(embeddings.grad())).as("%s", loss).containsOnly(0);
      }
    }
  }

  /// On a line of angles: anchor at 0, positive at 60 degrees (distance 1), negative at 90 (root of
  /// 2).
  @Test
  void memoryIsComparedWithButGetsNoGradients() {
    try (var _ = new PointerScope();
        var none = NetworkState.of(List.of(), Map.of(), ScalarType.Float)) {
      var memory = new CrossBatchMemory(2);
      assertThat(memory.references()).isEmpty();
      memory.add(Tensor.create(new float[] {9, 9}, 1, 2), new int[] {7});
      var past = new float[] {0.5f, (float) Math.sqrt(0.75), 0, 1};
      memory.add(Tensor.create(past, 2, 2), new int[] {0, 1}); // the first one is forgotten
      var embeddings = Tensor.create(new float[] {1, 0}, 1, 2).set_requires_grad(true);
      var input =
          LossInput.of(embeddings, new int[] {0}, none)
              .withReferences(memory.references().orElseThrow())
              .withMiner(new Miner.BatchHard());
      var value = new TripletMarginLoss(1, false).of(input);
      assertThat(value.item_double()).isCloseTo(1 - Math.sqrt(2) + 1, within(1e-6));
      assertThat(memory.entries()).hasSize(2);
    }
  }

  @Test
  void settingsWithoutSenseAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TripletMarginLoss(-0.1, false))
        .withMessage("margin is -0.1; it must not be negative");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NtXentLoss(0))
        .withMessage("temperature is 0.0; it must be above 0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new WeightedSum(
                    List.of(
                        new WeightedSum.Term(1, NtXentLoss.DEFAULT),
                        new WeightedSum.Term(2, NtXentLoss.DEFAULT))))
        .withMessage("a kind of loss appears twice in the sum; each may appear once");
  }
}
