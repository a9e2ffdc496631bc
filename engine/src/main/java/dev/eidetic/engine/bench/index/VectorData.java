package dev.eidetic.engine.bench.index;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.evaluate.ann.AnnDataset;
import dev.eidetic.evaluate.ann.TexmexFiles;
import dev.eidetic.index.Metric;
import dev.eidetic.vectors.MappedVectors;
import dev.eidetic.vectors.VectorSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Vectors to index, vectors to ask, and the true neighbours where a file states them. Vectors are
/// mapped: they take no heap. Any number of threads may read until it is closed.
public final class VectorData implements AutoCloseable {

  private final String name;
  private final List<Runnable> closers = new ArrayList<>();
  private Optional<VectorSource> base = Optional.empty();
  private Optional<VectorSource> queries = Optional.empty();
  private Optional<int[][]> truth = Optional.empty();
  private Optional<Metric> statedMetric = Optional.empty();

  private VectorData(String name) {
    this.name = name;
  }

  /// Opens the files of a benchmark.
  ///
  /// @param base `.fvecs`, `.bvecs`, `.npy` (32-bit floats, one vector per row) or a file of
  ///   ann-benchmarks (`.hdf5`), which holds queries and truth as well
  /// @param queries in the same formats; may be left out with `.hdf5`
  /// @param truth `.ivecs`: for each query the ordinals of its neighbours, nearest first
  /// @param limit how many of the base vectors are used; truth of a file is for all of them, so it
  ///   is not used where this cuts some off
  /// @throws IOException if a file is damaged
  /// @throws IllegalArgumentException if the files do not fit together
  public static VectorData open(Path base, Optional<Path> queries, Optional<Path> truth, int limit)
      throws IOException {
    require(limit >= 1, "limit is %d; it must be at least 1", limit);
    var data = new VectorData(String.valueOf(base.getFileName()));
    try {
      data.openBase(base);
      if (queries.isPresent()) {
        data.queries = Optional.of(data.openVectors(queries.get()));
      }
      if (truth.isPresent()) {
        data.truth = Optional.of(TexmexFiles.readIvecs(truth.get()));
      }
      data.check(limit);
      return data;
    } catch (IOException | RuntimeException e) {
      data.close();
      throw e;
    }
  }

  private void openBase(Path file) throws IOException {
    if (!isAnnBenchmarks(file)) {
      base = Optional.of(openVectors(file));
      return;
    }
    var dataset = AnnDataset.open(file);
    closers.add(dataset::close);
    base = Optional.of(dataset.train());
    queries = Optional.of(dataset.test());
    var neighbours = new int[dataset.test().count()][];
    for (int i = 0; i < neighbours.length; i++) {
      neighbours[i] = dataset.neighbours(i);
    }
    truth = Optional.of(neighbours);
    statedMetric =
        switch (dataset.distance()) {
          case "angular" -> Optional.of(Metric.COSINE);
          case "euclidean" -> Optional.of(Metric.EUCLIDEAN);
          default -> Optional.empty();
        };
  }

  private VectorSource openVectors(Path file) throws IOException {
    String lower = file.toString().toLowerCase(Locale.ROOT);
    if (lower.endsWith(".fvecs") || lower.endsWith(".npy")) {
      var vectors =
          lower.endsWith(".npy") ? MappedVectors.openNpy(file) : MappedVectors.openFvecs(file);
      closers.add(vectors::close);
      return vectors;
    }
    if (lower.endsWith(".bvecs")) {
      var vectors = TexmexFiles.openBvecs(file);
      closers.add(vectors::close);
      return vectors;
    }
    throw new IllegalArgumentException(
        "%s has an unknown ending; vectors are read from .fvecs, .bvecs and .npy, and as --base also from .hdf5"
            .formatted(file));
  }

  private static boolean isAnnBenchmarks(Path file) {
    String lower = file.toString().toLowerCase(Locale.ROOT);
    return lower.endsWith(".hdf5") || lower.endsWith(".h5");
  }

  private void check(int limit) {
    require(queries.isPresent(), "there are no queries; name a file of them with --queries");
    require(base().count() >= 1, "%s holds no vectors", name);
    require(queries().count() >= 1, "there are 0 queries; at least one is needed");
    require(
        queries().dimension() == base().dimension(),
        "queries have %d numbers, vectors to index have %d; they must agree",
        queries().dimension(),
        base().dimension());
    if (truth.isPresent()) {
      checkTruth(truth.get());
    }
    if (limit < base().count()) {
      base = Optional.of(new FirstVectors(base(), limit));
      truth = Optional.empty();
    }
  }

  private void checkTruth(int[][] rows) {
    require(
        rows.length == queries().count(),
        "truth has %d rows for %d queries; it must have one for each",
        rows.length,
        queries().count());
    for (int query = 0; query < rows.length; query++) {
      for (int ordinal : rows[query]) {
        require(
            0 <= ordinal && ordinal < base().count(),
            "truth of query %d names vector %d; there are %d: is it for other vectors?",
            query,
            ordinal,
            base().count());
      }
    }
  }

  /// The first some of other vectors.
  private record FirstVectors(VectorSource source, int count) implements VectorSource {

    @Override
    public int dimension() {
      return source.dimension();
    }

    @Override
    public void copy(int first, int count, float[] target, int offset) {
      source.copy(first, count, target, offset);
    }
  }

  /// The base file's name.
  public String name() {
    return name;
  }

  public VectorSource base() {
    return base.orElseThrow();
  }

  public VectorSource queries() {
    return queries.orElseThrow();
  }

  /// Ordinals of the true neighbours of each query, nearest first, where a file states them.
  public Optional<int[][]> truth() {
    return truth;
  }

  /// Which metric the file is for, where it says so.
  public Optional<Metric> statedMetric() {
    return statedMetric;
  }

  /// Harmless when repeated.
  @Override
  public void close() {
    closers.forEach(Runnable::run);
  }
}
