package dev.eidetic.index.hnsw;

import dev.eidetic.index.BuildOptions;
import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Metric;
import dev.eidetic.index.NumberFormat;
import dev.eidetic.index.core.Kind;
import dev.eidetic.index.core.KindSearcher;
import dev.eidetic.index.core.Section;
import dev.eidetic.index.core.Sections;
import dev.eidetic.index.core.Slots;
import dev.eidetic.index.core.VectorRows;
import dev.eidetic.vectors.VectorSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// A navigable small-world graph over vectors kept number by number.
///
/// Deleting costs nothing at first: searches walk through deleted vertices without returning them.
/// When a tenth as many are deleted as are live, the next deletion repairs the graph in one pass
/// over it, on all threads, and their places are free for new vectors.
public final class HnswKind implements Kind {

  private static final String HEAD = "hnsw";
  private static final String RETIRED = "hnsw.retired";
  private static final String ROWS = "hnsw.rows";

  /// The graph is repaired when one vertex has retired for so many live ones.
  private static final int LIVE_PER_RETIRED = 10;

  private final Graph graph;
  private final Vertices vertices;
  private final GraphBuilder builder;

  private HnswKind(IndexSpec.Hnsw spec, Graph graph, Vertices vertices, BuildOptions options) {
    this.graph = graph;
    this.vertices = vertices;
    this.builder = new GraphBuilder(graph, vertices, spec.buildBeam(), options);
  }

  /// @param format of the vectors; the code of `spec` is not looked at
  public static HnswKind empty(
      IndexSpec.Hnsw spec,
      NumberFormat format,
      Metric metric,
      int dimension,
      BuildOptions options) {
    var levels = new Levels(options.seed(), spec.maxLinks());
    var rows = VectorRows.empty(format, dimension, metric);
    var graph = new Graph(rows, metric, levels, Links.empty(levels), Graph.NOWHERE);
    return new HnswKind(spec, graph, new Vertices(new Slots(), new BitSet()), options);
  }

  /// @param format of the vectors
  /// @param live which ordinals are in use
  /// @param capacity one more than the largest ordinal ever used
  /// @param options for later changes; levels keep the seed with which the graph was begun
  /// @throws CorruptFileException if the sections do not fit
  public static HnswKind open(
      Sections sections,
      IndexSpec.Hnsw spec,
      NumberFormat format,
      Metric metric,
      int dimension,
      BitSet live,
      int capacity,
      BuildOptions options)
      throws CorruptFileException {
    long[] head = sections.longs(HEAD, 3);
    var retired = retired(sections, head[2], live, capacity);
    var taken = (BitSet) live.clone();
    taken.or(retired);
    boolean isEntryTaken = 0 <= head[1] && head[1] < capacity && taken.get((int) head[1]);
    if (!isEntryTaken && (head[1] != Graph.NOWHERE || !taken.isEmpty())) {
      throw sections.corrupt(HEAD, 8, "walks begin at %d, which is no vertex", head[1]);
    }
    var levels = new Levels(head[0], spec.maxLinks());
    var links = Links.open(sections, levels, capacity);
    links.check(sections, taken);
    var rows = VectorRows.open(sections, ROWS, format, capacity, dimension);
    var graph = new Graph(rows, metric, levels, links, (int) head[1]);
    var vertices = new Vertices(new Slots(taken, capacity), retired);
    return new HnswKind(spec, graph, vertices, options);
  }

  private static BitSet retired(Sections sections, long count, BitSet live, int capacity)
      throws CorruptFileException {
    if (count < 0 || count > capacity) {
      throw sections.corrupt(HEAD, 16, "%d of %d vertices are retired", count, capacity);
    }
    var retired = new BitSet(capacity);
    long[] ordinals = sections.longs(RETIRED, (int) count);
    for (int i = 0; i < ordinals.length; i++) {
      long ordinal = ordinals[i];
      if (ordinal < 0
          || ordinal >= capacity
          || live.get((int) ordinal)
          || retired.get((int) ordinal)) {
        throw sections.corrupt(RETIRED, 8L * i, "vertex %d cannot be retired", ordinal);
      }
      retired.set((int) ordinal);
    }
    return retired;
  }

  @Override
  public boolean isTrained() {
    return graph.rows().isTrained();
  }

  @Override
  public void train(VectorSource examples) {
    graph.rows().train(examples);
  }

  @Override
  public void requireFit(VectorSource vectors) {
    graph.rows().requireFit(vectors);
  }

  @Override
  public int[] add(VectorSource vectors) {
    graph.rows().reserve(Math.max(vertices.end(), vertices.taken() + vectors.count()));
    var ordinals = new int[vectors.count()];
    var vector = new float[graph.rows().dimension()];
    for (int i = 0; i < ordinals.length; i++) {
      ordinals[i] = vertices.take();
      vectors.copy(i, 1, vector, 0);
      graph.rows().put(ordinals[i], vector, 0);
    }
    graph.links().ensure(vertices.end());
    builder.link(ordinals);
    return ordinals;
  }

  @Override
  public void delete(int[] ordinals) {
    for (int ordinal : ordinals) {
      vertices.retire(ordinal);
    }
    if ((long) vertices.retired() * LIVE_PER_RETIRED >= vertices.live()) {
      builder.repair();
    }
  }

  @Override
  public KindSearcher searcher() {
    return new HnswSearcher(graph, vertices);
  }

  @Override
  public void read(int ordinal, float[] target) {
    graph.rows().read(ordinal, target);
  }

  @Override
  public long memoryBytes() {
    return graph.rows().memoryBytes() + graph.links().memoryBytes();
  }

  @Override
  public List<Section> sections() {
    int[] retired = vertices.retiredOrdinals();
    var longs = new long[retired.length];
    Arrays.setAll(longs, i -> retired[i]);
    var sections = new ArrayList<Section>();
    sections.add(Sections.ofLongs(HEAD, graph.levels().seed(), graph.entry(), vertices.retired()));
    sections.add(Sections.ofLongs(RETIRED, longs));
    sections.addAll(graph.links().sections());
    sections.addAll(graph.rows().sections(ROWS, vertices.end()));
    return sections;
  }

  @Override
  public void close() {
    graph.rows().close();
    graph.links().close();
  }
}
