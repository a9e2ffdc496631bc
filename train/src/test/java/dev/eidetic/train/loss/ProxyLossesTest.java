package dev.eidetic.train.loss;

import static dev.eidetic.train.loss.LossCheck.CLASSES;
import static dev.eidetic.train.loss.LossCheck.LABELS;
import static dev.eidetic.train.loss.LossCheck.cosine;
import static dev.eidetic.train.loss.LossCheck.requireEqual;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.train.torch.LibTorch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProxyLossesTest {

  private static final int N = LABELS.length;

  @BeforeAll
  static void load() {
    LibTorch.use(1);
  }

  private interface Logit {
    double of(int row, int label);
  }

  private static double crossEntropy(Logit logit) {
    double sum = 0;
    for (int i = 0; i < N; i++) {
      double all = 0;
      for (int label = 0; label < CLASSES; label++) {
        all += Math.exp(logit.of(i, label));
      }
      sum += Math.log(all) - logit.of(i, LABELS[i]);
    }
    return sum / N;
  }

  private static double square(double cosine) {
    return 2 - 2 * cosine;
  }

  @Test
  void proxyNca() {
    requireEqual(
        new ProxyNcaLoss(1.5),
        (x, p) -> {
          double sum = 0;
          for (int i = 0; i < N; i++) {
            double others = 0;
            for (int label = 0; label < CLASSES; label++) {
              others += label == LABELS[i] ? 0 : Math.exp(-1.5 * square(cosine(x[i], p[label])));
            }
            sum += 1.5 * square(cosine(x[i], p[LABELS[i]])) + Math.log(others);
          }
          return sum / N;
        });
  }

  @Test
  void proxyNcaPlusPlus() {
    requireEqual(
        new ProxyNcaPlusPlusLoss(0.3),
        (x, p) -> crossEntropy((i, label) -> -square(cosine(x[i], p[label])) / 0.3));
  }

  @Test
  void proxyAnchor() {
    requireEqual(
        new ProxyAnchorLoss(0.1, 4),
        (x, p) -> {
          double pull = 0;
          double push = 0;
          for (int label = 0; label < CLASSES; label++) {
            double own = 0;
            double others = 0;
            for (int i = 0; i < N; i++) {
              double cosine = cosine(x[i], p[label]);
              own += LABELS[i] == label ? Math.exp(-4 * (cosine - 0.1)) : 0;
              others += LABELS[i] == label ? 0 : Math.exp(4 * (cosine + 0.1));
            }
            pull += Math.log1p(own);
            push += Math.log1p(others);
          }
          return pull / CLASSES + push / CLASSES; // every class is in the batch
        });
  }

  @Test
  void normalizedSoftmax() {
    requireEqual(
        new NormalizedSoftmaxLoss(0.2),
        (x, p) -> crossEntropy((i, label) -> cosine(x[i], p[label]) / 0.2));
  }

  private static double widened(double cosine, double margin) {
    double angle = Math.acos(cosine);
    return angle + margin < Math.PI ? Math.cos(angle + margin) : cosine - margin * Math.sin(margin);
  }

  /// A margin of 1.2 takes some angles beyond half a turn.
  @Test
  void arcFace() {
    for (double margin : new double[] {0.5, 1.2}) {
      requireEqual(
          new ArcFaceLoss(margin, 5),
          (x, p) ->
              crossEntropy(
                  (i, label) -> {
                    double cosine = cosine(x[i], p[label]);
                    return 5 * (label == LABELS[i] ? widened(cosine, margin) : cosine);
                  }));
    }
  }

  @Test
  void cosFace() {
    requireEqual(
        new CosFaceLoss(0.35, 5),
        (x, p) ->
            crossEntropy(
                (i, label) -> 5 * (cosine(x[i], p[label]) - (label == LABELS[i] ? 0.35 : 0))));
  }

  @Test
  void subCentreArcFaceWithMarginsByCount() {
    var margins = new ClassMargins.ByCount(new int[] {2, 3, 2, 1}, 0.2, 0.6);
    double[] radians = margins.radians(4);
    requireEqual(
        new SubCentreArcFaceLoss(margins, 5, 3),
        (x, p) ->
            crossEntropy(
                (i, label) -> {
                  double best = -1;
                  for (int k = 0; k < 3; k++) {
                    best = Math.max(best, cosine(x[i], p[3 * label + k]));
                  }
                  return 5 * (label == LABELS[i] ? widened(best, radians[label]) : best);
                }));
  }

  /// By hand: 16 images count 1/2, one counts 1; 81 would count 1/3.
  @Test
  void rareClassesGetGreaterMargins() {
    double[] margins = new ClassMargins.ByCount(new int[] {16, 1, 81}, 0.1, 0.5).radians(3);
    assertThat(margins[0]).isCloseTo(0.1 + 0.4 * (1 / 2.0 - 1 / 3.0) / (2 / 3.0), within(1e-12));
    assertThat(margins[1]).isCloseTo(0.5, within(1e-12));
    assertThat(margins[2]).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void softTriple() {
    requireEqual(
        new SoftTripleLoss(2, 6, 0.3, 0.05),
        (x, p) ->
            crossEntropy(
                (i, label) -> {
                  double a = cosine(x[i], p[2 * label]);
                  double b = cosine(x[i], p[2 * label + 1]);
                  double weight = Math.exp(a / 0.3) / (Math.exp(a / 0.3) + Math.exp(b / 0.3));
                  double similarity = weight * a + (1 - weight) * b;
                  return 6 * (similarity - (label == LABELS[i] ? 0.05 : 0));
                }));
  }
}
