package dev.eidetic.vectors;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/// Learns a whitening from example vectors. Runs on the calling thread, in double precision; time
/// grows with the cube of the dimension.
public final class WhiteningFit {

  private static final double FIRST_RIDGE = 1e-10;
  private static final double LAST_RIDGE = 1e10;

  private WhiteningFit() {}

  /// Two samples of the same thing, by their places in the list of samples.
  public record Pair(int query, int match) {}

  /// Principal components, each divided by its variance to a power.
  ///
  /// @param samples at least two, of equal length
  /// @param dimension how many components are kept, largest variance first
  /// @param power 0.5 gives unit variances (Jégou and Chum, 2012,
  ///   <https://doi.org/10.1007/978-3-642-33709-3_55>), 0.25 the milder whitening that dirtorch
  ///   uses, 0 a pure rotation
  /// @throws IllegalArgumentException if a kept component has no variance: keep fewer
  public static AffineProjection principal(List<float[]> samples, int dimension, double power) {
    require(samples.size() >= 2, "there are %d samples; there must be at least 2", samples.size());
    require(0 <= power && power <= 1, "power is %s; it must be 0 to 1", power);
    int input = lengthOf(samples);
    requireDimension(dimension, input);
    double[] mean = meanOf(samples, input);
    var covariance = secondMoment(samples, mean, input);
    var components = componentsOf(covariance);
    double floor = components.getFirst().variance() * 1e-12;
    var rows = new float[dimension][];
    for (int i = 0; i < dimension; i++) {
      var component = components.get(i);
      require(
          component.variance() > floor,
          "component %d of %d has no variance in %d samples; keep fewer dimensions",
          i + 1,
          dimension,
          samples.size());
      rows[i] = scaled(component.axis().data, Math.pow(component.variance(), -power));
    }
    return new AffineProjection(toFloats(mean), rows);
  }

  /// Discriminative whitening from pairs that match: differences within pairs are whitened, then
  /// the axes of what remains are kept by variance. Radenović et al., 2018,
  /// <https://arxiv.org/abs/1711.02512>, section 3.3, after Mikolajczyk and Matas, 2007.
  ///
  /// With `m` the mean of the queries and `S` the mean outer product of (query - match), the
  /// projection is `R C^-1`: `C` the Cholesky factor of `S`, `R` the axes of all samples after
  /// `C^-1 (x - m)`. A singular `S` gets a growing ridge, from 1e-10 on.
  ///
  /// @param samples of equal length, at least one
  /// @param pairs at least one
  /// @param dimension how many axes are kept
  public static AffineProjection fromPairs(List<float[]> samples, List<Pair> pairs, int dimension) {
    require(!pairs.isEmpty(), "there are no pairs; there must be at least 1");
    require(!samples.isEmpty(), "there are no samples; there must be at least 1");
    int input = lengthOf(samples);
    requireDimension(dimension, input);
    for (var pair : pairs) {
      require(
          0 <= Math.min(pair.query(), pair.match())
              && Math.max(pair.query(), pair.match()) < samples.size(),
          "%s names a sample that does not exist; there are %d",
          pair,
          samples.size());
    }
    var queries = pairs.stream().map(pair -> samples.get(pair.query())).toList();
    double[] mean = meanOf(queries, input);
    var differences = new ArrayList<float[]>();
    for (var pair : pairs) {
      differences.add(difference(samples.get(pair.query()), samples.get(pair.match())));
    }
    var within = secondMoment(differences, new double[input], input);
    var inverse = inverseCholesky(within);
    // The second moment of P(x - m) is P M P', so the samples need not be projected one by one.
    var moment = secondMoment(samples, mean, input);
    var half = new DMatrixRMaj(input, input);
    CommonOps_DDRM.mult(inverse, moment, half);
    var projected = new DMatrixRMaj(input, input);
    CommonOps_DDRM.multTransB(half, inverse, projected);
    var components = componentsOf(projected);
    var rows = new float[dimension][];
    for (int i = 0; i < dimension; i++) {
      rows[i] = rowTimes(components.get(i).axis().data, inverse);
    }
    return new AffineProjection(toFloats(mean), rows);
  }

  private record Component(double variance, DMatrixRMaj axis) {}

  private static List<Component> componentsOf(DMatrixRMaj symmetric) {
    int n = symmetric.numRows;
    var eigen = DecompositionFactory_DDRM.eig(n, true, true);
    require(eigen.decompose(symmetric), "the covariance of %d numbers has no eigenvectors", n);
    var components = new ArrayList<Component>(n);
    for (int i = 0; i < n; i++) {
      var axis = eigen.getEigenVector(i).copy();
      pointPositive(axis.data);
      components.add(new Component(eigen.getEigenvalue(i).real, axis));
    }
    components.sort(Comparator.comparingDouble(Component::variance).reversed());
    return components;
  }

  /// An axis and its opposite are equally right; the one whose largest number is positive is taken,
  /// so that the same samples give the same file.
  private static void pointPositive(double[] axis) {
    int largest = 0;
    for (int i = 1; i < axis.length; i++) {
      if (Math.abs(axis[i]) > Math.abs(axis[largest])) {
        largest = i;
      }
    }
    if (axis[largest] < 0) {
      for (int i = 0; i < axis.length; i++) {
        axis[i] = -axis[i];
      }
    }
  }

  private static DMatrixRMaj inverseCholesky(DMatrixRMaj matrix) {
    var lower = new DMatrixRMaj(matrix.numRows, matrix.numRows);
    for (double ridge = 0; ridge <= LAST_RIDGE; ridge = ridge == 0 ? FIRST_RIDGE : ridge * 10) {
      var attempt = matrix.copy();
      for (int i = 0; i < attempt.numRows; i++) {
        attempt.add(i, i, ridge);
      }
      var cholesky = DecompositionFactory_DDRM.chol(attempt.numRows, true);
      if (cholesky.decompose(attempt) && CommonOps_DDRM.invert(cholesky.getT(lower))) {
        return lower;
      }
    }
    throw new IllegalArgumentException(
        "differences within the pairs are not finite; no whitening can be learned from them");
  }

  private static DMatrixRMaj secondMoment(List<float[]> samples, double[] center, int n) {
    var moment = new DMatrixRMaj(n, n);
    double[] sums = moment.data;
    var centered = new double[n];
    for (float[] sample : samples) {
      for (int i = 0; i < n; i++) {
        centered[i] = sample[i] - center[i];
      }
      for (int i = 0; i < n; i++) {
        double factor = centered[i];
        for (int j = 0; j < n; j++) {
          sums[i * n + j] += factor * centered[j];
        }
      }
    }
    CommonOps_DDRM.scale(1.0 / samples.size(), moment);
    return moment;
  }

  private static float[] rowTimes(double[] row, DMatrixRMaj matrix) {
    var product = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      for (int j = 0; j < row.length; j++) {
        product[j] += row[i] * matrix.get(i, j);
      }
    }
    return toFloats(product);
  }

  private static float[] difference(float[] a, float[] b) {
    var difference = new float[a.length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }

  private static double[] meanOf(List<float[]> samples, int length) {
    var mean = new double[length];
    for (float[] sample : samples) {
      for (int i = 0; i < length; i++) {
        mean[i] += sample[i];
      }
    }
    for (int i = 0; i < length; i++) {
      mean[i] /= samples.size();
    }
    return mean;
  }

  private static int lengthOf(List<float[]> samples) {
    int length = samples.getFirst().length;
    for (float[] sample : samples) {
      require(
          sample.length == length,
          "a sample has %d numbers, the first has %d",
          sample.length,
          length);
    }
    return length;
  }

  private static void requireDimension(int dimension, int input) {
    require(
        1 <= dimension && dimension <= input,
        "dimension is %d; it must be 1 to %d, the length of the samples",
        dimension,
        input);
  }

  private static float[] scaled(double[] numbers, double factor) {
    var scaled = new float[numbers.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (numbers[i] * factor);
    }
    return scaled;
  }

  private static float[] toFloats(double[] numbers) {
    return scaled(numbers, 1);
  }
}
