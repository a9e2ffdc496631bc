package dev.eidetic.vectors.transform;

import dev.eidetic.vectors.ParallelLoop;
import dev.eidetic.vectors.VectorSource;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/// Examples in memory and sums over them.
///
/// @param numbers vectors one after the other
record Samples(float[] numbers, int count, int dimension, int threads) {

  /// At most so many of the examples, each as likely to be among them as any (Knuth, volume 2,
  /// 3.4.2, algorithm S).
  static Samples of(VectorSource examples, int most, long seed, int threads) {
    int dimension = examples.dimension();
    int count = Math.min(examples.count(), most);
    var numbers = new float[Math.multiplyExact(count, dimension)];
    var random = new SplittableRandom(seed);
    int taken = 0;
    for (int i = 0; taken < count; i++) {
      if (random.nextInt(examples.count() - i) < count - taken) {
        examples.copy(i, 1, numbers, taken++ * dimension);
      }
    }
    return new Samples(numbers, count, dimension, threads);
  }

  float[] mean() {
    var sums = new double[dimension];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < dimension; j++) {
        sums[j] += numbers[i * dimension + j];
      }
    }
    var mean = new float[dimension];
    for (int j = 0; j < dimension; j++) {
      mean[j] = (float) (sums[j] / count);
    }
    return mean;
  }

  /// Subtracts a vector from each, in place.
  void centre(float[] mean) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] -= mean[i % dimension];
    }
  }

  /// The mean outer product of these vectors with others: a row per coordinate of these.
  DMatrixRMaj productWith(Samples others) {
    var matrix = new DMatrixRMaj(dimension, others.dimension);
    int width = others.dimension;
    ParallelLoop.run(
        threads,
        dimension,
        () -> {
          var sums = new double[width];
          return row -> {
            Arrays.fill(sums, 0);
            for (int i = 0; i < count; i++) {
              double factor = numbers[i * dimension + row];
              int start = i * width;
              for (int j = 0; j < width; j++) {
                sums[j] += factor * others.numbers[start + j];
              }
            }
            for (int j = 0; j < width; j++) {
              matrix.set(row, j, sums[j] / count);
            }
          };
        });
    return matrix;
  }

  /// Number by number instead of vector by vector.
  Samples transposed() {
    var turned = new float[numbers.length];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < dimension; j++) {
        turned[j * count + i] = numbers[i * dimension + j];
      }
    }
    return new Samples(turned, dimension, count, threads);
  }

  /// The sum of the vectors, each times a weight.
  double[] combination(double[] weights) {
    var sum = new double[dimension];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < dimension; j++) {
        sum[j] += weights[i] * numbers[i * dimension + j];
      }
    }
    return sum;
  }

  Samples mapped(LinearMap map) {
    int width = map.outputDimension();
    var mapped = new float[Math.multiplyExact(count, width)];
    ParallelLoop.run(
        threads,
        (count + 255) / 256,
        () -> {
          var mapper = map.mapper();
          return piece -> {
            for (int i = piece * 256; i < Math.min(count, (piece + 1) * 256); i++) {
              mapper.map(numbers, i * dimension, mapped, i * width);
            }
          };
        });
    return new Samples(mapped, count, width, threads);
  }
}
