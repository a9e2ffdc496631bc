package dev.eidetic.vectors.quantize;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.vectors.Kernels;
import dev.eidetic.vectors.ParallelLoop;
import dev.eidetic.vectors.VectorSource;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/// Learns the code words of a [ProductQuantizer] under an [AnisotropicLoss].
///
/// Begins with those of plain k-means, then by turns encodes the examples and moves the code words
/// to where the loss of the examples that chose them is least, subspace by subspace: with all else
/// fixed that is a system of linear equations for each word. The loss never grows.
public final class AnisotropicTraining {

  private static final int MOST_EXAMPLES = 10_000;

  private static final int ROUNDS = 8;

  private static final int EXAMPLES_PER_PIECE = 128;

  private final AnisotropicLoss loss;
  private final int threads;
  private final int dimension;
  private final int count;
  private final float[] targets;
  private final float[] directions;
  private final byte[] codes;

  /// Of each example, the error along its direction.
  private final double[] along;

  private AnisotropicTraining(
      VectorSource targets,
      VectorSource vectors,
      int subspaces,
      AnisotropicLoss loss,
      int threads) {
    this.loss = loss;
    this.threads = threads;
    this.dimension = targets.dimension();
    this.count = Math.min(targets.count(), MOST_EXAMPLES);
    this.targets = new float[count * dimension];
    this.directions = new float[count * dimension];
    targets.copy(0, count, this.targets, 0);
    var vector = new float[dimension];
    for (int i = 0; i < count; i++) {
      vectors.copy(i, 1, vector, 0);
      if (Kernels.normalize(vector)) {
        System.arraycopy(vector, 0, directions, i * dimension, dimension);
      }
    }
    this.codes = new byte[count * subspaces];
    this.along = new double[count];
  }

  /// @param targets what code words are to restore, in random order: vectors or their residuals
  /// @param vectors the vectors themselves, which give the directions
  /// @throws IllegalArgumentException if there are fewer examples than code words
  public static ProductQuantizer train(
      VectorSource targets,
      VectorSource vectors,
      int subspaces,
      int bits,
      AnisotropicLoss loss,
      long seed,
      int threads) {
    require(
        targets.count() == vectors.count(),
        "there are %d targets for %d vectors; they must be as many",
        targets.count(),
        vectors.count());
    var quantizer = ProductQuantizer.train(targets, subspaces, bits, seed, threads);
    if (loss.weight() == 1) {
      return quantizer;
    }
    var training = new AnisotropicTraining(targets, vectors, subspaces, loss, threads);
    for (int round = 0; round < ROUNDS; round++) {
      training.encode(quantizer);
      quantizer = training.moved(quantizer);
    }
    return quantizer;
  }

  private void encode(ProductQuantizer quantizer) {
    int pieces = (count + EXAMPLES_PER_PIECE - 1) / EXAMPLES_PER_PIECE;
    ParallelLoop.run(
        threads,
        pieces,
        () -> {
          var encoder = new AnisotropicEncoder(quantizer, loss);
          return piece -> {
            int end = Math.min(count, (piece + 1) * EXAMPLES_PER_PIECE);
            for (int i = piece * EXAMPLES_PER_PIECE; i < end; i++) {
              encoder.encode(targets, directions, i * dimension, codes, i * quantizer.subspaces());
            }
          };
        });
  }

  private ProductQuantizer moved(ProductQuantizer quantizer) {
    float[] columns = quantizer.columns().clone();
    Arrays.fill(along, 0);
    for (int subspace = 0; subspace < quantizer.subspaces(); subspace++) {
      addAlong(quantizer, columns, subspace, 1);
    }
    for (int subspace = 0; subspace < quantizer.subspaces(); subspace++) {
      addAlong(quantizer, columns, subspace, -1);
      moveWords(quantizer, columns, subspace);
      addAlong(quantizer, columns, subspace, 1);
    }
    return ProductQuantizer.of(dimension, quantizer.subspaces(), quantizer.bits(), columns);
  }

  private int code(ProductQuantizer quantizer, int example, int subspace) {
    return Byte.toUnsignedInt(codes[example * quantizer.subspaces() + subspace]);
  }

  private void addAlong(ProductQuantizer quantizer, float[] columns, int subspace, int sign) {
    int words = quantizer.words();
    int end = quantizer.starts()[subspace + 1];
    for (int example = 0; example < count; example++) {
      int word = code(quantizer, example, subspace);
      double sum = 0;
      for (int i = quantizer.starts()[subspace]; i < end; i++) {
        int place = example * dimension + i;
        sum += (double) (targets[place] - columns[i * words + word]) * directions[place];
      }
      along[example] += sign * sum;
    }
  }

  /// Solves, for each word, `(n I + e sum u u') word = sum (t + e (a + t'u) u)` over the `n`
  /// examples that chose it, with their targets `t`, directions `u`, errors `a` along them by the
  /// other subspaces, and the extra weight `e`.
  private void moveWords(ProductQuantizer quantizer, float[] columns, int subspace) {
    int start = quantizer.starts()[subspace];
    int length = quantizer.starts()[subspace + 1] - start;
    int words = quantizer.words();
    var left = new DMatrixRMaj[words];
    var right = new DMatrixRMaj[words];
    var chosen = new int[words];
    Arrays.setAll(left, word -> new DMatrixRMaj(length, length));
    Arrays.setAll(right, word -> new DMatrixRMaj(length, 1));
    for (int example = 0; example < count; example++) {
      int word = code(quantizer, example, subspace);
      chosen[word]++;
      add(example * dimension + start, length, along[example], left[word], right[word]);
    }
    var solution = new DMatrixRMaj(length, 1);
    for (int word = 0; word < words; word++) {
      if (chosen[word] > 0 && CommonOps_DDRM.solve(left[word], right[word], solution)) {
        for (int i = 0; i < length; i++) {
          columns[(start + i) * words + word] = (float) solution.get(i, 0);
        }
      }
    }
  }

  private void add(int place, int length, double others, DMatrixRMaj left, DMatrixRMaj right) {
    double extra = loss.weight() - 1.0;
    double product = others;
    for (int i = 0; i < length; i++) {
      product += (double) targets[place + i] * directions[place + i];
    }
    for (int i = 0; i < length; i++) {
      double direction = directions[place + i];
      right.add(i, 0, targets[place + i] + extra * product * direction);
      for (int j = 0; j < length; j++) {
        left.add(i, j, extra * direction * directions[place + j] + (i == j ? 1 : 0));
      }
    }
  }
}
