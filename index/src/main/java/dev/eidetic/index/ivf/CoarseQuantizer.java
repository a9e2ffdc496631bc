package dev.eidetic.index.ivf;

import dev.eidetic.index.BuildOptions;
import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Metric;
import dev.eidetic.index.VectorCode;
import dev.eidetic.index.core.Section;
import dev.eidetic.index.core.Sections;
import dev.eidetic.index.core.VectorRows;
import dev.eidetic.index.hnsw.RowGraph;
import dev.eidetic.vectors.Kernels;
import dev.eidetic.vectors.ParallelLoop;
import dev.eidetic.vectors.RowStrips;
import dev.eidetic.vectors.VectorSource;
import dev.eidetic.vectors.cluster.Centroids;
import dev.eidetic.vectors.cluster.NearestCentroids;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The centroids of the lists. A vector goes to the list of the nearest by Euclidean distance,
/// whatever the metric; a query goes to those that score best by the metric. Many centroids are
/// found by a graph over them.
final class CoarseQuantizer implements AutoCloseable {

  static final String CENTROIDS = "ivf.centroids";

  private static final int MOST_COMPARED = 4096;
  private static final int VECTORS_PER_PIECE = 1024;
  private static final int ASSIGNING_BEAM = 32;

  private static final IndexSpec.Hnsw GRAPH = new IndexSpec.Hnsw(16, 100, VectorCode.FLOAT32);

  private final Centroids centroids;
  private final NearestCentroids nearest;
  private final RowStrips strips;
  private final float[] halfSquares;
  private final boolean isProduct;
  private final Optional<CentroidGraph> graph;

  /// @param rows the centroids again, as the graph wants them
  private record CentroidGraph(VectorRows rows, RowGraph links) {}

  private CoarseQuantizer(Centroids centroids, Metric metric, Optional<CentroidGraph> graph) {
    this.centroids = centroids;
    this.nearest = new NearestCentroids(centroids);
    this.isProduct = metric.isProduct();
    this.graph = graph;
    this.strips = RowStrips.of(centroids.numbers(), centroids.count(), centroids.dimension());
    this.halfSquares = new float[centroids.count()];
    var row = new float[centroids.dimension()];
    for (int i = 0; i < halfSquares.length; i++) {
      centroids.copy(i, 1, row, 0);
      halfSquares[i] = Kernels.dot(row, row) / 2;
    }
  }

  static CoarseQuantizer of(Centroids centroids, Metric metric, BuildOptions options) {
    if (centroids.count() <= MOST_COMPARED) {
      return new CoarseQuantizer(centroids, metric, Optional.empty());
    }
    var rows = rows(centroids);
    var links = RowGraph.build(rows, centroids.count(), Metric.EUCLIDEAN, GRAPH, options);
    return new CoarseQuantizer(centroids, metric, Optional.of(new CentroidGraph(rows, links)));
  }

  static CoarseQuantizer open(Sections sections, Centroids centroids, Metric metric)
      throws CorruptFileException {
    if (centroids.count() <= MOST_COMPARED) {
      return new CoarseQuantizer(centroids, metric, Optional.empty());
    }
    var rows = rows(centroids);
    try {
      var links =
          RowGraph.open(sections, rows, centroids.count(), Metric.EUCLIDEAN, GRAPH.maxLinks());
      return new CoarseQuantizer(centroids, metric, Optional.of(new CentroidGraph(rows, links)));
    } catch (CorruptFileException e) {
      rows.close();
      throw e;
    }
  }

  private static VectorRows rows(Centroids centroids) {
    var rows = VectorRows.empty(centroids.dimension());
    rows.reserve(centroids.count());
    for (int i = 0; i < centroids.count(); i++) {
      rows.put(i, centroids.numbers(), i * centroids.dimension());
    }
    return rows;
  }

  Centroids centroids() {
    return centroids;
  }

  int count() {
    return centroids.count();
  }

  boolean isProduct() {
    return isProduct;
  }

  /// The list of each vector.
  int[] assign(VectorSource vectors, BuildOptions options) {
    var lists = new int[vectors.count()];
    if (count() == 1) {
      return lists;
    }
    int dimension = centroids.dimension();
    int pieces = (int) ((lists.length + VECTORS_PER_PIECE - 1L) / VECTORS_PER_PIECE);
    ParallelLoop.run(
        options.threads(),
        pieces,
        () -> {
          var assigner = assigner();
          var numbers = new float[VECTORS_PER_PIECE * dimension];
          return piece -> {
            int first = piece * VECTORS_PER_PIECE;
            int part = Math.min(VECTORS_PER_PIECE, lists.length - first);
            vectors.copy(first, part, numbers, 0);
            assigner.assign(numbers, part, lists, first);
          };
        });
    return lists;
  }

  /// Chooses lists on one thread.
  private interface Assigner {

    /// @param vectors `count` of them, one after the other
    /// @param lists receives as many from `offset` on
    void assign(float[] vectors, int count, int[] lists, int offset);
  }

  private Assigner assigner() {
    int dimension = centroids.dimension();
    if (graph.isEmpty()) {
      var assigner = nearest.assigner();
      return (vectors, count, lists, offset) ->
          assigner.assign(vectors, 0, dimension, count, lists, offset);
    }
    var searcher = graph.get().links().searcher();
    var vector = new float[dimension];
    var best = new int[1];
    var score = new float[1];
    return (vectors, count, lists, offset) -> {
      for (int i = 0; i < count; i++) {
        System.arraycopy(vectors, i * dimension, vector, 0, dimension);
        searcher.search(vector, ASSIGNING_BEAM, best, score);
        lists[offset + i] = best[0];
      }
    };
  }

  ListChooser chooser() {
    return new ListChooser(this, graph.map(known -> known.links().searcher()));
  }

  /// How long the array must be that receives scores: at least [#count].
  int paddedCount() {
    return strips.paddedCount();
  }

  /// Scores a query with every centroid.
  ///
  /// @param scores receives [#count] numbers and is overwritten up to [#paddedCount]
  void score(float[] query, float[] scores) {
    strips.dots(query, scores);
    if (!isProduct) {
      float square = Kernels.dot(query, query);
      for (int i = 0; i < halfSquares.length; i++) {
        scores[i] = 2 * (scores[i] - halfSquares[i]) - square;
      }
    }
  }

  /// Squared distances of a vector from every centroid.
  ///
  /// @param distances receives [#count] numbers and is overwritten up to [#paddedCount]
  void squaredDistances(float[] vector, float[] distances) {
    strips.dots(vector, distances);
    float square = Kernels.dot(vector, vector);
    for (int i = 0; i < halfSquares.length; i++) {
      distances[i] = square + 2 * (halfSquares[i] - distances[i]);
    }
  }

  List<Section> sections() {
    var sections = new ArrayList<Section>();
    sections.add(new Section(CENTROIDS, MemorySegment.ofArray(centroids.numbers())));
    graph.ifPresent(known -> sections.addAll(known.links().sections()));
    return sections;
  }

  long memoryBytes() {
    return 2L * Float.BYTES * centroids.numbers().length
        + strips.memoryBytes()
        + graph.map(known -> known.rows().memoryBytes() + known.links().memoryBytes()).orElse(0L);
  }

  @Override
  public void close() {
    graph.ifPresent(
        known -> {
          known.links().close();
          known.rows().close();
        });
  }
}
