package dev.eidetic.index.hnsw;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.index.BuildOptions;
import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Metric;
import dev.eidetic.index.core.Section;
import dev.eidetic.index.core.Sections;
import dev.eidetic.index.core.Slots;
import dev.eidetic.index.core.VectorRows;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A graph over rows that another kind keeps, such as the centroids of inverted lists. It does not
/// change; any number of threads may search it, each with a [Searcher] of its own.
public final class RowGraph implements AutoCloseable {

  private static final String HEAD = "hnsw";

  private final Graph graph;
  private final int count;

  private RowGraph(Graph graph, int count) {
    this.graph = graph;
    this.count = count;
  }

  /// Links rows.
  ///
  /// @param rows as long as the graph is used, they must stay and not change
  /// @param count the first so many rows are linked, at least 1
  /// @param spec says how; its code is not looked at
  public static RowGraph build(
      VectorRows rows, int count, Metric metric, IndexSpec.Hnsw spec, BuildOptions options) {
    require(count >= 1, "rows are %d; there must be at least 1 to link", count);
    var levels = new Levels(options.seed(), spec.maxLinks());
    var graph = new Graph(rows, metric, levels, Links.empty(levels), Graph.NOWHERE);
    var all = new BitSet();
    all.set(0, count);
    var vertices = new Vertices(new Slots(all, count), new BitSet());
    graph.links().ensure(count);
    new GraphBuilder(graph, vertices, spec.buildBeam(), options)
        .link(IntStream.range(0, count).toArray());
    return new RowGraph(graph, count);
  }

  /// The graph of a file.
  ///
  /// @param maxLinks as it was built with
  /// @throws CorruptFileException if the sections do not fit
  public static RowGraph open(
      Sections sections, VectorRows rows, int count, Metric metric, int maxLinks)
      throws CorruptFileException {
    long[] head = sections.longs(HEAD, 2);
    if (head[1] < 0 || head[1] >= count) {
      throw sections.corrupt(HEAD, 8, "walks begin at %d, which is none of %d", head[1], count);
    }
    var levels = new Levels(head[0], maxLinks);
    var links = Links.open(sections, levels, count);
    var all = new BitSet();
    all.set(0, count);
    links.check(sections, all);
    return new RowGraph(new Graph(rows, metric, levels, links, (int) head[1]), count);
  }

  public List<Section> sections() {
    return Stream.concat(
            Stream.of(Sections.ofLongs(HEAD, graph.levels().seed(), graph.entry())),
            graph.links().sections().stream())
        .toList();
  }

  public Searcher searcher() {
    return new Searcher(graph, count);
  }

  /// Bytes of the links; the rows are another's.
  public long memoryBytes() {
    return graph.links().memoryBytes();
  }

  /// Closes the links, not the rows.
  @Override
  public void close() {
    graph.links().close();
  }

  /// Searches on one thread at a time.
  public static final class Searcher {

    private final Graph graph;
    private final Walk walk;
    private final int rows;

    private Searcher(Graph graph, int rows) {
      this.graph = graph;
      this.walk = new Walk(graph);
      this.rows = rows;
    }

    /// Finds about the closest rows, best first.
    ///
    /// @param beam rows kept while walking; as many as are wanted if it is less
    /// @param ordinals receives the rows; its length is how many are wanted
    /// @param scores receives as many
    /// @return how many were found: all that are wanted, unless there are fewer rows
    public int search(float[] query, int beam, int[] ordinals, float[] scores) {
      walk.begin(query);
      walk.search(walk.descend(graph.entry(), 0), 0, Math.max(beam, ordinals.length), rows);
      int found = Math.min(ordinals.length, walk.beam().count());
      for (int i = 0; i < found; i++) {
        ordinals[i] = walk.beam().ordinal(i);
        scores[i] = walk.beam().score(i);
      }
      return found;
    }
  }
}
