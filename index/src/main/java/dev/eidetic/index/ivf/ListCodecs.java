package dev.eidetic.index.ivf;

import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Metric;
import dev.eidetic.index.NumberFormat;
import dev.eidetic.index.VectorCode;
import dev.eidetic.index.core.RowFormat;
import dev.eidetic.index.core.Sections;
import dev.eidetic.vectors.cluster.Centroids;
import dev.eidetic.vectors.quantize.ProductQuantizer;
import java.util.Optional;

/// The codec for each code.
public final class ListCodecs {

  private ListCodecs() {}

  /// @param residual whether codes describe the difference to the centroid
  /// @throws IllegalArgumentException if the code does not go with the dimension
  public static ListCodecTrainer trainer(
      VectorCode code, boolean residual, Metric metric, int dimension) {
    return switch (code) {
      case VectorCode.Numbers(NumberFormat format) ->
          examples ->
              new NumberCodec(RowFormat.of(format, dimension).trained(examples.vectors()), metric);
      case VectorCode.Product(int subspaces, int bits, boolean fastScan) -> {
        ProductQuantizer.requireFit(dimension, subspaces, bits);
        yield fastScan
            ? examples -> FastScanCodec.train(subspaces, residual, metric, examples)
            : examples -> ProductCodec.train(subspaces, bits, residual, metric, examples);
      }
      case VectorCode.Anisotropic anisotropic -> {
        ProductQuantizer.requireFit(dimension, anisotropic.subspaces(), 4);
        yield examples -> AnisotropicCodec.train(anisotropic, metric, examples);
      }
      case VectorCode.RaBitQ(int bits) -> RaBitCodec.trainer(metric, dimension, bits);
    };
  }

  /// Reads a codec back.
  ///
  /// @throws CorruptFileException if the sections do not fit
  static ListCodec open(
      Sections sections, IndexSpec.Ivf spec, Metric metric, int dimension, Centroids centroids)
      throws CorruptFileException {
    Optional<ListCentroids> residualTo =
        spec.residual() ? Optional.of(new ListCentroids(centroids)) : Optional.empty();
    return switch (spec.code()) {
      case VectorCode.Numbers(NumberFormat format) -> {
        var rows = RowFormat.open(sections, NumberCodec.SCALE, format, dimension);
        if (!rows.isTrained()) {
          throw sections.corrupt(NumberCodec.SCALE, 0, "it is missing; bytes need a scale");
        }
        yield new NumberCodec(rows, metric);
      }
      case VectorCode.Product(int subspaces, int bits, boolean fastScan) -> {
        var quantizer = openQuantizer(sections, dimension, subspaces, bits);
        yield fastScan
            ? new FastScanCodec(quantizer, metric, residualTo)
            : new ProductCodec(quantizer, metric, residualTo);
      }
      case VectorCode.Anisotropic anisotropic -> {
        var quantizer = openQuantizer(sections, dimension, anisotropic.subspaces(), 4);
        var loss = AnisotropicCodec.loss(anisotropic, metric, dimension);
        yield AnisotropicCodec.of(quantizer, metric, new ListCentroids(centroids), loss);
      }
      case VectorCode.RaBitQ(int bits) -> RaBitCodec.open(sections, metric, bits, centroids);
    };
  }

  private static ProductQuantizer openQuantizer(
      Sections sections, int dimension, int subspaces, int bits) throws CorruptFileException {
    String name = ProductCodec.WORDS;
    if (subspaces > dimension) {
      throw sections.corrupt(
          name, 0, "%d subspaces do not fit into %d numbers", subspaces, dimension);
    }
    return ProductQuantizer.of(
        dimension, subspaces, bits, IvfFile.floats(sections, name, (long) dimension << bits));
  }
}
