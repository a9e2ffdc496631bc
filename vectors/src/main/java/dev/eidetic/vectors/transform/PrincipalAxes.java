package dev.eidetic.vectors.transform;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.vectors.VectorSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/// Principal components, largest variance first. Sums are made on all threads in double precision;
/// the decomposition takes one, for a time that grows with the cube of the dimension.
public final class PrincipalAxes {

  private static final int MOST_EXAMPLES = 1 << 15;

  /// Variances below this share of the largest are taken for it, so that whitening does not blow up
  /// rounding errors.
  private static final double LEAST_SHARE = 1e-7;

  private PrincipalAxes() {}

  /// @param variance of the examples along the axis
  record Axis(double variance, double[] direction) {}

  /// @param dimension how many axes are kept, 1 to that of the examples
  /// @param centred whether the mean is subtracted first; inner products need it not to be
  /// @param whitened whether each component is divided by its standard deviation
  public static LinearMap fit(
      VectorSource examples,
      int dimension,
      boolean centred,
      boolean whitened,
      long seed,
      int threads) {
    requireDimension(dimension, examples.dimension());
    require(examples.count() >= 1, "there are no examples; there must be at least 1");
    var samples = Samples.of(examples, MOST_EXAMPLES, seed, threads);
    var mean = centred ? samples.mean() : new float[samples.dimension()];
    samples.centre(mean);
    return map(axes(samples, dimension), mean, whitened);
  }

  static void requireDimension(int dimension, int input) {
    require(
        1 <= dimension && dimension <= input,
        "dimension is %d; it must be 1 to that of the vectors (%d)",
        dimension,
        input);
  }

  /// The first axes of centred samples, largest variance first.
  static List<Axis> axes(Samples samples, int wanted) {
    return samples.count() < samples.dimension()
        ? axesOfFew(samples, wanted)
        : decompose(samples.productWith(samples)).subList(0, wanted);
  }

  private static List<Axis> decompose(DMatrixRMaj symmetric) {
    int n = symmetric.numRows;
    var eigen = DecompositionFactory_DDRM.eig(n, true, true);
    require(eigen.decompose(symmetric), "a covariance of %d numbers has no eigenvectors", n);
    var axes = new ArrayList<Axis>(n);
    for (int i = 0; i < n; i++) {
      double[] direction = eigen.getEigenVector(i).copy().data;
      pointPositive(direction);
      axes.add(new Axis(Math.max(0, eigen.getEigenvalue(i).real), direction));
    }
    axes.sort(Comparator.comparingDouble(Axis::variance).reversed());
    return axes;
  }

  /// With fewer samples than numbers, the eigenvectors of the samples' products with each other
  /// give all axes that have any variance; any others complete them.
  private static List<Axis> axesOfFew(Samples samples, int wanted) {
    var transposed = samples.transposed();
    var axes = new ArrayList<Axis>(wanted);
    for (var small : decompose(transposed.productWith(transposed))) {
      if (axes.size() < wanted) {
        // The products were averaged over the numbers, variances are over the samples.
        double variance = small.variance() * samples.dimension() / samples.count();
        add(samples.combination(small.direction()), variance, axes);
      }
    }
    for (int i = 0; axes.size() < wanted; i++) {
      var unit = new double[samples.dimension()];
      unit[i] = 1;
      add(unit, 0, axes);
    }
    return axes;
  }

  /// Adds what a direction has beyond the axes so far, unless that is next to nothing. Done twice,
  /// because once leaves rounding errors (Kahan and Parlett: twice is enough).
  private static void add(double[] direction, double variance, List<Axis> axes) {
    double before = length(direction);
    for (int pass = 0; pass < 2; pass++) {
      for (var axis : axes) {
        double product = 0;
        for (int i = 0; i < direction.length; i++) {
          product += axis.direction()[i] * direction[i];
        }
        for (int i = 0; i < direction.length; i++) {
          direction[i] -= product * axis.direction()[i];
        }
      }
    }
    double length = length(direction);
    if (length > LEAST_SHARE * before) {
      for (int i = 0; i < direction.length; i++) {
        direction[i] /= length;
      }
      pointPositive(direction);
      axes.add(new Axis(variance, direction));
    }
  }

  private static double length(double[] direction) {
    double square = 0;
    for (double number : direction) {
      square += number * number;
    }
    return Math.sqrt(square);
  }

  /// An axis and its opposite are equally right; the one whose largest number is positive is taken,
  /// so that the same examples give the same map.
  private static void pointPositive(double[] direction) {
    int largest = 0;
    for (int i = 1; i < direction.length; i++) {
      if (Math.abs(direction[i]) > Math.abs(direction[largest])) {
        largest = i;
      }
    }
    double sign = Math.signum(direction[largest]);
    for (int i = 0; i < direction.length; i++) {
      direction[i] *= sign;
    }
  }

  static LinearMap map(List<Axis> axes, float[] mean, boolean whitened) {
    var rows = new float[axes.size() * mean.length];
    double least = Math.max(axes.getFirst().variance() * LEAST_SHARE, Double.MIN_NORMAL);
    for (int row = 0; row < axes.size(); row++) {
      var axis = axes.get(row);
      double factor = whitened ? 1 / Math.sqrt(Math.max(axis.variance(), least)) : 1;
      for (int i = 0; i < mean.length; i++) {
        rows[row * mean.length + i] = (float) (axis.direction()[i] * factor);
      }
    }
    return new LinearMap(rows, mean);
  }
}
