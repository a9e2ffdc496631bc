package dev.eidetic.index;

import dev.eidetic.index.core.GuardedIndex;
import dev.eidetic.index.core.IndexFileReader;
import dev.eidetic.index.core.Kind;
import dev.eidetic.index.core.MappedIndex;
import dev.eidetic.index.flat.FlatKind;
import dev.eidetic.index.graph.QuantizedGraphKind;
import dev.eidetic.index.hnsw.HnswKind;
import dev.eidetic.index.ivf.IvfKind;
import dev.eidetic.index.refine.RefinedKind;
import dev.eidetic.index.transform.TransformedKind;
import dev.eidetic.index.transform.Transforms;
import dev.eidetic.vectors.Kernels;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/// Makes indexes, loads and maps them.
///
/// The first use logs once how wide the vector kernels of this process are.
public final class Indexes {

  static {
    System.getLogger("dev.eidetic.index")
        .log(System.Logger.Level.INFO, "vector kernels run on {0}", Kernels.lanes());
  }

  private Indexes() {}

  /// An empty index.
  ///
  /// @param dimension numbers per vector, 1 to 4096
  public static MutableIndex create(
      IndexSpec spec, Metric metric, int dimension, BuildOptions options) {
    GuardedIndex.requireDimension(dimension);
    return new GuardedIndex(spec, metric, dimension, kind(spec, metric, dimension, options));
  }

  /// Reads an index into memory; it can be changed.
  ///
  /// @throws CorruptFileException if the file is truncated, changed or no index file
  public static MutableIndex load(Path file) throws IOException {
    return load(file, FileCheck.EVERYTHING, BuildOptions.DEFAULT);
  }

  /// Reads an index into memory.
  ///
  /// @param options for what is added later
  public static MutableIndex load(Path file, FileCheck check, BuildOptions options)
      throws IOException {
    try (var content = IndexFileReader.open(file, check, false)) {
      return open(content, options);
    }
  }

  /// Maps an index: it is searched where it lies in the file, as far as the system has room for it.
  /// The file must not be changed while it is open; saving another one under its name is allowed.
  ///
  /// @throws CorruptFileException if the file is truncated, changed or no index file
  public static VectorIndex map(Path file) throws IOException {
    return map(file, FileCheck.EVERYTHING);
  }

  /// Maps an index; without all checksums, large files open at once.
  public static VectorIndex map(Path file, FileCheck check) throws IOException {
    var content = IndexFileReader.open(file, check, true);
    return new MappedIndex(open(content, BuildOptions.DEFAULT), content);
  }

  /// An index in a file that somebody else has mapped; that memory must outlive it.
  ///
  /// @param file named in errors
  /// @param bytes the file's, aligned to 64 bytes
  public static VectorIndex map(Path file, MemorySegment bytes, FileCheck check)
      throws IOException {
    var content = IndexFileReader.open(file, bytes, check, true);
    return new MappedIndex(open(content, BuildOptions.DEFAULT), content);
  }

  /// Reads an index from a file that somebody else has mapped.
  ///
  /// @param file named in errors
  /// @param bytes the file's, aligned to 64 bytes; not needed any more afterwards
  public static MutableIndex load(
      Path file, MemorySegment bytes, FileCheck check, BuildOptions options) throws IOException {
    return open(IndexFileReader.open(file, bytes, check, false), options);
  }

  private static GuardedIndex open(IndexFileReader content, BuildOptions options)
      throws IOException {
    try {
      var header = content.header();
      return content.index(
          kind(header.spec(), header.metric(), header.dimension(), content, options));
    } catch (IllegalArgumentException e) {
      content.abandon();
      throw content.sections().corruptHeader(e);
    } catch (IOException | RuntimeException | Error e) {
      content.abandon();
      throw e;
    }
  }

  private static Kind kind(
      IndexSpec spec, Metric metric, int dimension, IndexFileReader content, BuildOptions options)
      throws IOException {
    return switch (spec) {
      case IndexSpec.Flat(VectorCode.Numbers(NumberFormat format)) ->
          FlatKind.open(
              content.sections(), metric, dimension, format, content.live(), content.capacity());
      case IndexSpec.Hnsw hnsw
          when hnsw.code() instanceof VectorCode.Numbers(NumberFormat format) ->
          HnswKind.open(
              content.sections(),
              hnsw,
              format,
              metric,
              dimension,
              content.live(),
              content.capacity(),
              options);
      case IndexSpec.Refined refined ->
          RefinedKind.open(
              content.sections(),
              refined,
              metric,
              dimension,
              content.capacity(),
              kind(refined.base(), metric, dimension, content, options));
      case IndexSpec.Ivf ivf ->
          IvfKind.open(
              content.sections(),
              metric,
              dimension,
              ivf,
              options,
              content.live(),
              content.capacity());
      case IndexSpec.Flat(VectorCode code) ->
          IvfKind.open(
              content.sections(),
              metric,
              dimension,
              new IndexSpec.Ivf(1, code, false, false),
              options,
              content.live(),
              content.capacity());
      case IndexSpec.Transformed transformed ->
          TransformedKind.open(
              content.sections(),
              transformed,
              metric,
              dimension,
              options,
              content.capacity(),
              kind(
                  transformed.base(),
                  Transforms.metric(transformed.transform(), metric),
                  Transforms.outputDimension(transformed.transform(), dimension),
                  content,
                  options));
      case IndexSpec.QuantizedGraph graph ->
          QuantizedGraphKind.open(
              content.sections(),
              graph,
              metric,
              dimension,
              content.live(),
              content.capacity(),
              options);
      case IndexSpec.Hnsw _ ->
          throw new IllegalArgumentException(
              "%s is not opened for %d numbers with %s".formatted(spec, dimension, options));
    };
  }

  private static Kind kind(IndexSpec spec, Metric metric, int dimension, BuildOptions options) {
    return switch (spec) {
      case IndexSpec.Flat(VectorCode.Numbers(NumberFormat format)) ->
          FlatKind.empty(metric, dimension, format);
      case IndexSpec.Ivf ivf -> IvfKind.empty(ivf, metric, dimension, options);
      case IndexSpec.Flat(VectorCode code) ->
          IvfKind.empty(new IndexSpec.Ivf(1, code, false, false), metric, dimension, options);
      case IndexSpec.Refined refined ->
          RefinedKind.empty(
              refined, metric, dimension, kind(refined.base(), metric, dimension, options));
      case IndexSpec.Hnsw hnsw
          when hnsw.code() instanceof VectorCode.Numbers(NumberFormat format) ->
          HnswKind.empty(hnsw, format, metric, dimension, options);
      case IndexSpec.Transformed transformed ->
          TransformedKind.empty(
              transformed,
              metric,
              dimension,
              options,
              kind(
                  transformed.base(),
                  Transforms.metric(transformed.transform(), metric),
                  Transforms.outputDimension(transformed.transform(), dimension),
                  options));
      case IndexSpec.QuantizedGraph graph -> QuantizedGraphKind.empty(graph, metric, options);
      case IndexSpec.Hnsw _ ->
          throw new IllegalArgumentException(
              "%s is not built for %d numbers with %s".formatted(spec, dimension, options));
    };
  }
}
