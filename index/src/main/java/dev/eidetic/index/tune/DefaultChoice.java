package dev.eidetic.index.tune;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.IndexSpec.Flat;
import dev.eidetic.index.IndexSpec.Hnsw;
import dev.eidetic.index.IndexSpec.Ivf;
import dev.eidetic.index.IndexSpec.QuantizedGraph;
import dev.eidetic.index.IndexSpec.Refined;
import dev.eidetic.index.NumberFormat;
import dev.eidetic.index.VectorCode;
import dev.eidetic.index.VectorCode.Numbers;
import dev.eidetic.index.VectorCode.Product;
import dev.eidetic.index.VectorCode.RaBitQ;
import java.util.ArrayList;
import java.util.List;

/// What is worth having for so many vectors, and what it takes.
///
/// @param count of vectors
/// @param dimension numbers per vector
record DefaultChoice(int count, int dimension) {

  /// So many numbers are scanned in about a millisecond on one core; no index gains much on that.
  private static final long SCANNED_AT_ONCE = 2_500_000;

  DefaultChoice {
    require(count >= 0, "count is %d; it must not be negative", count);
    require(
        1 <= dimension && dimension <= 4096, "dimension is %d; it must be 1 to 4096", dimension);
  }

  /// The first of those that fit.
  ///
  /// @throws IllegalArgumentException if none fits
  IndexSpec within(long memoryBytes) {
    for (var spec : byPreference()) {
      if (bytes(spec) <= memoryBytes) {
        return spec;
      }
    }
    var smallest = byPreference().getLast();
    throw new IllegalArgumentException(
        "memory is %d bytes; the smallest index of %d vectors of %d numbers, %s, takes about %d"
            .formatted(memoryBytes, count, dimension, smallest, bytes(smallest)));
  }

  /// Few vectors are scanned. Many go into a graph, which answers fastest, and into ever smaller
  /// codes where memory is short.
  List<IndexSpec> byPreference() {
    var specs = new ArrayList<IndexSpec>();
    if ((long) count * dimension <= SCANNED_AT_ONCE) {
      specs.add(new Flat(VectorCode.FLOAT32));
      specs.add(new Flat(new Numbers(NumberFormat.INT8)));
      specs.add(new Flat(new RaBitQ(4)));
      specs.add(new Flat(new RaBitQ(1)));
      return specs;
    }
    specs.add(graph(NumberFormat.FLOAT32));
    specs.add(graph(NumberFormat.INT8));
    specs.add(new Hnsw(16, Hnsw.buildBeam(16), new Numbers(NumberFormat.INT8)));
    if (dimension % 2 == 0) {
      var halves = new Ivf(lists(), new Product(dimension / 2, 4, true), false, false);
      specs.add(new Refined(halves, NumberFormat.INT8));
    }
    specs.add(new Ivf(lists(), new Numbers(NumberFormat.INT8), false, false));
    specs.add(new Ivf(lists(), new RaBitQ(4), true, false));
    specs.add(new Ivf(lists(), new RaBitQ(2), true, false));
    specs.add(new Ivf(lists(), new RaBitQ(1), true, false));
    return specs;
  }

  /// What tuning tries: what could be preferred, and its rivals.
  List<IndexSpec> candidates() {
    var specs = new ArrayList<IndexSpec>();
    specs.add(new Flat(VectorCode.FLOAT32));
    specs.addAll(byPreference());
    if ((long) count * dimension > SCANNED_AT_ONCE) {
      specs.add(new Hnsw(16, Hnsw.buildBeam(16), VectorCode.FLOAT32));
      specs.add(new Hnsw(32, Hnsw.buildBeam(32), VectorCode.FLOAT32));
      specs.add(new Ivf(lists(), VectorCode.FLOAT32, false, false));
      if (dimension % 2 == 0) {
        var halves = new Ivf(lists(), new Product(dimension / 2, 4, true), false, false);
        specs.add(new Refined(halves, NumberFormat.FLOAT32));
        specs.add(halves);
      }
    }
    return specs.stream().distinct().toList();
  }

  private static IndexSpec graph(NumberFormat format) {
    return new QuantizedGraph(32, QuantizedGraph.buildBeam(32), format);
  }

  /// About four times the square root, a power of two: so that finding lists and scanning them cost
  /// about the same.
  private int lists() {
    return Integer.highestOneBit((int) Math.max(1, 4 * Math.sqrt(count) * Math.sqrt(2)));
  }

  /// About what an index takes, ids left out.
  long bytes(IndexSpec spec) {
    return switch (spec) {
      case Flat(var code) -> (long) (count * bytes(code));
      case Ivf(int lists, var code, _, boolean spilled) ->
          (long) (count * (spilled ? 2 : 1) * (bytes(code) + 4)) + 4L * lists * dimension;
      case Hnsw(int maxLinks, _, var code) ->
          (long) (count * (bytes(code) + 4.0 * (2 * maxLinks + 2)));
      case QuantizedGraph(int degree, _, var format) ->
          // For each link an ordinal, a bit per number and three small numbers.
          (long) (count * (bytes(format) + degree * (dimension / 8.0 + 12)));
      case IndexSpec.Transformed(_, var base) -> bytes(base);
      case Refined(var base, var format) -> bytes(base) + (long) (count * bytes(format));
    };
  }

  private double bytes(VectorCode code) {
    return switch (code) {
      case Numbers(var format) -> bytes(format);
      case Product(int subspaces, int bits, _) -> subspaces * bits / 8.0;
      case VectorCode.Anisotropic(int subspaces, _) -> subspaces / 2.0;
      case RaBitQ(int bits) -> dimension * bits / 8.0 + 8;
    };
  }

  private double bytes(NumberFormat format) {
    return dimension
        * switch (format) {
          case FLOAT32 -> 4.0;
          case FLOAT16, BFLOAT16 -> 2.0;
          case INT8 -> 1.0;
        };
  }
}
