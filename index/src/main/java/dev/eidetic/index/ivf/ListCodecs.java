package dev.eidetic.index.ivf;

import dev.eidetic.index.Metric;
import dev.eidetic.index.NumberFormat;
import dev.eidetic.index.VectorCode;
import dev.eidetic.vectors.quantize.ProductQuantizer;

/// The codec for each code.
public final class ListCodecs {

  private ListCodecs() {}

  /// @param residual whether codes describe the difference to the centroid
  /// @throws IllegalArgumentException if the code does not go with the dimension
  public static ListCodecTrainer trainer(
      VectorCode code, boolean residual, Metric metric, int dimension) {
    return switch (code) {
      case VectorCode.Numbers(NumberFormat format) when format == NumberFormat.FLOAT32 ->
          _ -> new FloatCodec(metric, dimension);
      case VectorCode.Product(int subspaces, int bits, boolean fastScan) -> {
        ProductQuantizer.requireFit(dimension, subspaces, bits);
        yield fastScan
            ? examples -> FastScanCodec.train(subspaces, residual, metric, examples)
            : examples -> ProductCodec.train(subspaces, bits, residual, metric, examples);
      }
      case VectorCode.Numbers _, VectorCode.Anisotropic _, VectorCode.RaBitQ _ ->
          throw new IllegalArgumentException("%s is unknown to lists".formatted(code));
    };
  }
}
