package dev.eidetic.train.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.testkit.Seeds;
import dev.eidetic.train.network.Parameter;
import dev.eidetic.train.torch.FreshWeights;
import dev.eidetic.train.torch.NetworkState;
import dev.eidetic.train.torch.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Compares a loss with plain loops, and its gradients with finite differences of those loops.
final class LossCheck {

  static final int DIMENSION = 5;
  static final int TEACHER = 3;
  static final int CLASSES = 4;

  /// Class 3 has one image only, class 1 three.
  static final int[] LABELS = {0, 1, 0, 2, 1, 2, 1, 3};

  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-6;

  private LossCheck() {}

  /// A loss in plain loops.
  interface Oracle {
    /// @param x embeddings
    /// @param p the loss's parameter, row after row; empty if it has none
    double of(double[][] x, double[][] p);
  }

  /// @param loss with at most one parameter
  static void requireEqual(Loss loss, Oracle oracle) {
    for (var random : Seeds.many(3)) {
      requireEqual(loss, oracle, random);
    }
  }

  private static void requireEqual(Loss loss, Oracle oracle, Seeds random) {
    double[][] x = rows(random, LABELS.length, DIMENSION);
    var parameters = loss.parameters(new LossShape(DIMENSION, CLASSES, TEACHER));
    assertThat(parameters.size()).isLessThanOrEqualTo(1);
    try (var _ = new PointerScope();
        var state =
            NetworkState.of(
                parameters, FreshWeights.of(parameters, random.nextLong()), ScalarType.Double)) {
      double[][] p = new double[0][];
      for (var parameter : parameters) {
        p = nested(Tensors.doubles(state.tensor(parameter.name())), columns(parameter));
      }
      var embeddings = Tensor.create(flat(x), LABELS.length, DIMENSION).set_requires_grad(true);
      var teacher = Tensor.create(flat(teacher()), LABELS.length, TEACHER);
      var value = loss.of(LossInput.of(embeddings, LABELS, state).withTeacher(teacher));
      assertThat(value.item_double())
          .as("%s, %s", loss, random)
          .isCloseTo(oracle.of(x, p), within(1e-9));
      value.backward();
      double[][] parameter = p;
      requireGradient(
          loss + " by embeddings, " + random,
          Tensors.doubles(embeddings.grad()),
          x,
          () -> oracle.of(x, parameter));
      for (var named : parameters) {
        requireGradient(
            loss + " by " + named.name() + ", " + random,
            Tensors.doubles(state.tensor(named.name()).grad()),
            p,
            () -> oracle.of(x, parameter));
      }
    }
  }

  private interface Value {
    double get();
  }

  private static void requireGradient(
      String what, double[] gradient, double[][] variables, Value value) {
    int at = 0;
    for (double[] row : variables) {
      for (int i = 0; i < row.length; i++) {
        double before = row[i];
        row[i] = before + STEP;
        double above = value.get();
        row[i] = before - STEP;
        double below = value.get();
        row[i] = before;
        double expected = (above - below) / (2 * STEP);
        assertThat(gradient[at])
            .as("%s, number %d", what, at)
            .isCloseTo(expected, within(TOLERANCE * Math.max(1, Math.abs(expected))));
        at++;
      }
    }
    assertThat(gradient).hasSize(at);
  }

  private static int columns(Parameter parameter) {
    return Math.toIntExact(parameter.shape().get(1));
  }

  static double[][] teacher() {
    return rows(Seeds.of(99), LABELS.length, TEACHER);
  }

  static double[][] rows(Seeds random, int count, int columns) {
    var rows = new double[count][columns];
    for (double[] row : rows) {
      for (int i = 0; i < columns; i++) {
        row[i] = random.nextGaussian();
      }
    }
    return rows;
  }

  static double[] flat(double[][] rows) {
    var flat = new double[rows.length * rows[0].length];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = rows[i / rows[0].length][i % rows[0].length];
    }
    return flat;
  }

  private static double[][] nested(double[] flat, int columns) {
    var rows = new double[flat.length / columns][columns];
    for (int i = 0; i < flat.length; i++) {
      rows[i / columns][i % columns] = flat[i];
    }
    return rows;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static double cosine(double[] a, double[] b) {
    return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  }

  /// Euclidean distance after bringing both to unit length.
  static double distance(double[] a, double[] b) {
    return Math.sqrt(2 - 2 * cosine(a, b));
  }

  static boolean isPositive(int i, int j) {
    return i != j && LABELS[i] == LABELS[j];
  }

  static boolean isNegative(int i, int j) {
    return LABELS[i] != LABELS[j];
  }

  static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
