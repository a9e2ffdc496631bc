package dev.eidetic.index;

import dev.eidetic.index.IndexSpec.Flat;
import dev.eidetic.index.IndexSpec.Hnsw;
import dev.eidetic.index.IndexSpec.Ivf;
import dev.eidetic.index.IndexSpec.QuantizedGraph;
import dev.eidetic.index.IndexSpec.Refined;
import dev.eidetic.index.IndexSpec.Transformed;
import dev.eidetic.index.VectorCode.Anisotropic;
import dev.eidetic.index.VectorCode.Numbers;
import dev.eidetic.index.VectorCode.Product;
import dev.eidetic.index.VectorCode.RaBitQ;
import dev.eidetic.index.VectorTransform.OptimizedRotation;
import dev.eidetic.index.VectorTransform.PrincipalComponents;
import dev.eidetic.index.VectorTransform.RandomRotation;
import dev.eidetic.index.VectorTransform.UnitLength;

/// Writes specs so that [SpecParser] reads them back, without what is usual.
final class SpecText {

  private SpecText() {}

  static String of(IndexSpec spec) {
    return switch (spec) {
      case Flat(var code) -> of(code);
      case Ivf(int lists, var code, boolean residual, boolean spilled) ->
          "IVF%d,%s%s%s"
              .formatted(lists, of(code), residual(code, residual), spilled ? ",SOAR" : "");
      case Hnsw(int maxLinks, int buildBeam, var code) ->
          "HNSW"
              + maxLinks
              + (buildBeam == Hnsw.buildBeam(maxLinks) ? "" : "_" + buildBeam)
              + (code.equals(VectorCode.FLOAT32) ? "" : "," + of(code));
      case QuantizedGraph(int degree, int buildBeam, var format) ->
          "QG"
              + degree
              + (buildBeam == QuantizedGraph.buildBeam(degree) ? "" : "_" + buildBeam)
              + (format == NumberFormat.FLOAT32 ? "" : "," + of(format));
      case Transformed(var transform, Refined base) -> "%s,(%s)".formatted(of(transform), base);
      case Transformed(var transform, var base) -> "%s,%s".formatted(of(transform), base);
      case Refined(var base, var format) ->
          format == NumberFormat.FLOAT32
              ? base + ",RFlat"
              : "%s,Refine(%s)".formatted(base, of(format));
    };
  }

  private static String of(VectorCode code) {
    return switch (code) {
      case Numbers(var format) -> of(format);
      case Product(int subspaces, int bits, boolean fastScan) ->
          "PQ" + subspaces + (bits == 8 ? "" : "x" + bits) + (fastScan ? "fs" : "");
      case Anisotropic(int subspaces, float threshold) ->
          "AVQ%dx4%s"
              .formatted(
                  subspaces,
                  threshold == Anisotropic.DEFAULT_THRESHOLD ? "" : "(" + threshold + ")");
      case RaBitQ(int bits) -> bits == 1 ? "RaBitQ" : "RaBitQ" + bits;
    };
  }

  private static String of(NumberFormat format) {
    return switch (format) {
      case FLOAT32 -> "Flat";
      case FLOAT16 -> "SQfp16";
      case BFLOAT16 -> "SQbf16";
      case INT8 -> "SQ8";
    };
  }

  private static String residual(VectorCode code, boolean isResidual) {
    if (isResidual == CodeParser.usuallyResidual(code)) {
      return "";
    }
    return isResidual ? "r" : "nr";
  }

  private static String of(VectorTransform transform) {
    return switch (transform) {
      case PrincipalComponents(int dimension, boolean whitened) ->
          (whitened ? "PCAW" : "PCA") + dimension;
      case OptimizedRotation(int subspaces, int dimension) ->
          "OPQ" + subspaces + (dimension == 0 ? "" : "_" + dimension);
      case RandomRotation() -> "RR";
      case UnitLength() -> "L2norm";
    };
  }
}
