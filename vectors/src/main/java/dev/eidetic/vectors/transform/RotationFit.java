package dev.eidetic.vectors.transform;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.vectors.ParallelLoop;
import dev.eidetic.vectors.VectorSource;
import dev.eidetic.vectors.quantize.ProductQuantizer;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/// Learns a rotation after which product quantization loses little. Ge et al., 2013,
/// <https://doi.org/10.1109/CVPR.2013.379>: it begins with principal axes dealt to the subspaces so
/// that each gets about the same product of variances, then alternates between quantizing the
/// rotated examples and finding the rotation that brings the examples nearest to their codes, which
/// the singular vectors of their product give (Schönemann, 1966).
public final class RotationFit {

  /// Numbers per vector for which a rotation can be learned; the time grows with their cube.
  public static final int MOST_NUMBERS = 2048;

  private static final int MOST_EXAMPLES = 10_000;
  private static final int ROUNDS = 8;
  private static final int BITS = 4;
  private static final int CODED_AT_ONCE = 32;

  private RotationFit() {}

  /// @param subspaces of the quantizer that follows
  /// @param dimension of the rotated vectors, at most that of the examples, at least `subspaces`
  /// @throws IllegalArgumentException if there are fewer than 16 examples
  public static LinearMap fit(
      VectorSource examples, int subspaces, int dimension, long seed, int threads) {
    PrincipalAxes.requireDimension(dimension, examples.dimension());
    require(
        subspaces <= dimension,
        "subspaces are %d; they must be at most the dimension (%d)",
        subspaces,
        dimension);
    require(
        examples.count() >= 1 << BITS,
        "there are %d examples; a rotation is learned from at least %d",
        examples.count(),
        1 << BITS);
    var samples = Samples.of(examples, MOST_EXAMPLES, seed, threads);
    var zero = new float[samples.dimension()];
    var axes = PrincipalAxes.axes(samples, dimension);
    var map = PrincipalAxes.map(dealt(axes, subspaces), zero, false);
    for (int round = 0; round < ROUNDS; round++) {
      var rotated = samples.mapped(map);
      var coded = coded(rotated, subspaces, seed);
      map = nearest(coded.productWith(samples), zero);
    }
    return map;
  }

  /// Deals axes, largest variance first, to the subspace that has the least product of variances
  /// and room left.
  private static List<PrincipalAxes.Axis> dealt(List<PrincipalAxes.Axis> axes, int subspaces) {
    int dimension = axes.size();
    var logs = new double[subspaces];
    var dealt = new ArrayList<List<PrincipalAxes.Axis>>();
    for (int i = 0; i < subspaces; i++) {
      dealt.add(new ArrayList<>());
    }
    for (var axis : axes) {
      int least = -1;
      for (int i = 0; i < subspaces; i++) {
        int room = dimension * (i + 1) / subspaces - dimension * i / subspaces;
        if (dealt.get(i).size() < room && (least < 0 || logs[i] < logs[least])) {
          least = i;
        }
      }
      dealt.get(least).add(axis);
      logs[least] += Math.log(Math.max(axis.variance(), Double.MIN_NORMAL));
    }
    return dealt.stream().flatMap(List::stream).toList();
  }

  /// What is left of samples after coding.
  private static Samples coded(Samples samples, int subspaces, long seed) {
    int dimension = samples.dimension();
    var source = VectorSource.of(samples.numbers(), dimension);
    var quantizer = ProductQuantizer.train(source, subspaces, BITS, seed, samples.threads());
    var numbers = new float[samples.numbers().length];
    int pieces = (samples.count() + CODED_AT_ONCE - 1) / CODED_AT_ONCE;
    ParallelLoop.run(
        samples.threads(),
        pieces,
        () -> {
          var encoder = quantizer.encoder();
          var codes = new byte[CODED_AT_ONCE * subspaces];
          var rows = new float[CODED_AT_ONCE * dimension];
          var row = new float[dimension];
          return piece -> {
            int first = piece * CODED_AT_ONCE;
            int part = Math.min(CODED_AT_ONCE, samples.count() - first);
            source.copy(first, part, rows, 0);
            encoder.encode(rows, part, codes);
            for (int i = 0; i < part; i++) {
              quantizer.decode(codes, i * subspaces, row);
              System.arraycopy(row, 0, numbers, (first + i) * dimension, dimension);
            }
          };
        });
    return new Samples(numbers, samples.count(), dimension, samples.threads());
  }

  /// The rotation nearest to a matrix: its singular vectors without the singular values.
  private static LinearMap nearest(DMatrixRMaj product, float[] mean) {
    var svd = DecompositionFactory_DDRM.svd(product.numRows, product.numCols, true, true, true);
    require(svd.decompose(product), "the examples have no singular vectors: are they finite?");
    var rotation = new DMatrixRMaj(product.numRows, product.numCols);
    CommonOps_DDRM.mult(svd.getU(null, false), svd.getV(null, true), rotation);
    var rows = new float[product.numRows * product.numCols];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) rotation.data[i];
    }
    return new LinearMap(rows, mean);
  }
}
