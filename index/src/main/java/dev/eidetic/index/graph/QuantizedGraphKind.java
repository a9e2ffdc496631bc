package dev.eidetic.index.graph;

import static java.util.Objects.requireNonNull;

import dev.eidetic.index.BuildOptions;
import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Metric;
import dev.eidetic.index.NumberFormat;
import dev.eidetic.index.core.Kind;
import dev.eidetic.index.core.KindSearcher;
import dev.eidetic.index.core.RowFormat;
import dev.eidetic.index.core.Section;
import dev.eidetic.index.core.Sections;
import dev.eidetic.index.core.Slots;
import dev.eidetic.vectors.ElementType;
import dev.eidetic.vectors.VectorSource;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The quantized graph: each vertex keeps codes of its neighbours next to its own vector, so that
/// one visit scores them all. The fastest kind where vectors fit into memory; it takes about as
/// much again as the vectors.
///
/// Vectors are kept exactly as given with [NumberFormat#FLOAT32]; whole numbers from 0 to 255 then
/// take one byte each, as long as there are no others. Deleted vectors are skipped at first; once
/// they are many, the graph is repaired around them and their places are used again.
public final class QuantizedGraphKind implements Kind {

  /// Deleted nodes are bypassed when they are one in this many.
  private static final int REPAIRED_SHARE = 8;

  private static final int REPAIRED_AT_LEAST = 32;

  /// Fewer new vectors than one in this many are not worth a look at the whole graph.
  private static final int CONNECTED_SHARE = 16;

  /// Room for longer vectors, so that not each calls for a new graph.
  private static final float LIMIT_GROWTH = 1.5f;

  private final IndexSpec.QuantizedGraph spec;
  private final Metric metric;
  private final BuildOptions options;
  private final BitSet live = new BitSet();
  private final BitSet deleted = new BitSet();
  private Slots slots = new Slots();
  private @Nullable Graph graph;

  /// Replaced as a whole; saving does so while others search, hence volatile.
  private volatile @Nullable GraphRoot root;

  private int size;

  private QuantizedGraphKind(IndexSpec.QuantizedGraph spec, Metric metric, BuildOptions options) {
    this.spec = spec;
    this.metric = metric;
    this.options = options;
  }

  public static QuantizedGraphKind empty(
      IndexSpec.QuantizedGraph spec, Metric metric, BuildOptions options) {
    return new QuantizedGraphKind(spec, metric, options);
  }

  /// @param live which ordinals are in use
  /// @param capacity one more than the largest ordinal ever used
  /// @throws CorruptFileException if the sections do not fit
  public static QuantizedGraphKind open(
      Sections sections,
      IndexSpec.QuantizedGraph spec,
      Metric metric,
      int dimension,
      BitSet live,
      int capacity,
      BuildOptions options)
      throws CorruptFileException {
    var kind = new QuantizedGraphKind(spec, metric, options);
    var graph = GraphFile.read(sections, new Geometry(metric, dimension, 0), spec, live, capacity);
    kind.graph = graph;
    kind.live.or(live);
    kind.size = live.cardinality();
    if (graph != null) {
      if (kind.size > 0) {
        kind.placeRoot(graph, graph.rotatedRows());
      }
      kind.deleted.or(GraphFile.linkedButDeleted(graph.nodes(), live, capacity));
    }
    var taken = (BitSet) live.clone();
    taken.or(kind.deleted);
    kind.slots = new Slots(taken, capacity);
    return kind;
  }

  @Nullable Graph graph() {
    return graph;
  }

  GraphRoot root() {
    return requireNonNull(root);
  }

  int size() {
    return size;
  }

  int capacity() {
    return slots.end();
  }

  boolean isLive(int ordinal) {
    return live.get(ordinal);
  }

  /// @throws IllegalArgumentException if the format is [NumberFormat#FLOAT16] and a number exceeds
  ///   it; nothing has changed then
  @Override
  public void requireFit(VectorSource vectors) {
    RowFormat.of(spec.format(), vectors.dimension()).requireFit(vectors);
  }

  @Override
  public int[] add(VectorSource vectors) {
    var traits = GraphTraits.of(vectors, metric, spec.format());
    int linked = size == 0 ? 0 : slots.taken();
    if (size == 0) {
      start(traits, vectors.count());
    } else if (!adapt(traits)) {
      linked = 0;
    }
    int[] fresh = store(vectors);
    boolean isNew = linked == 0;
    link(isNew ? live.stream().toArray() : fresh, linked);
    return fresh;
  }

  /// Begins anew, without what was deleted. The places stay: a file has a node for every ordinal
  /// that was ever used.
  private void start(GraphTraits traits, int count) {
    close();
    deleted.stream().forEach(slots::giveBack);
    deleted.clear();
    int places = slots.end();
    var started = Graph.empty(traits, spec.degree(), options.seed(), Math.max(count, places));
    for (int node = 0; node < places; node++) {
      started.nodes().clearLinks(node); // fresh memory is zero, which reads as links to node 0
    }
    graph = started;
  }

  /// Makes the graph take vectors of these traits.
  ///
  /// @return false if it had to give up all its links for that
  private boolean adapt(GraphTraits traits) {
    var current = started();
    boolean keepsWhole =
        current.nodes().layout().type() == ElementType.INT8 && spec.format() != NumberFormat.INT8;
    if (keepsWhole && !traits.areWhole()) {
      graph = current.withFloats(slots.end());
      current = started();
    }
    float limit = traits.geometry().squaredLimit();
    if (!current.nodes().geometry().hasExtra()
        || limit <= current.nodes().geometry().squaredLimit()) {
      return true;
    }
    deleted.stream().forEach(slots::giveBack);
    deleted.clear();
    graph = current.withLimit(LIMIT_GROWTH * limit, slots.end());
    return false;
  }

  private int[] store(VectorSource vectors) {
    var nodes = started().nodes();
    var fresh = new int[vectors.count()];
    var vector = new float[vectors.dimension()];
    for (int i = 0; i < fresh.length; i++) {
      fresh[i] = slots.take();
      nodes.ensure(slots.end());
      vectors.copy(i, 1, vector, 0);
      nodes.put(fresh[i], vector);
      live.set(fresh[i]);
    }
    size += fresh.length;
    return fresh;
  }

  private void link(int[] fresh, int linked) {
    var current = started();
    if (linked == 0) {
      current = current.withEntry(fresh[0]);
    }
    boolean isMuch = (long) fresh.length * CONNECTED_SHARE >= size;
    try (var rows = current.rotatedRows();
        var workers = current.workers(rows, spec.buildBeam(), options)) {
      if (isMuch) {
        rows.ensure(slots.end());
        workers.run(slots.end(), LinkWorker::keepRotated);
        placeRoot(current, rows);
      }
      new GraphBuilder(current.nodes(), workers, options.progress())
          .add(fresh, linked, current.entry());
      if (isMuch) {
        current = current.withCentralEntry(live);
        new GraphRepair(current.nodes(), workers, live).connect(current.entry());
      }
    }
    graph = current;
  }

  @Override
  public void delete(int[] ordinals) {
    for (int ordinal : ordinals) {
      live.clear(ordinal);
      deleted.set(ordinal);
    }
    size -= ordinals.length;
    int waiting = deleted.cardinality();
    if (size > 0 && waiting >= REPAIRED_AT_LEAST && waiting * (long) REPAIRED_SHARE >= size) {
      repair();
    }
  }

  private void repair() {
    var current = started().withCentralEntry(live);
    try (var rows = current.rotatedRows();
        var workers = current.workers(rows, spec.buildBeam(), options)) {
      rows.ensure(slots.end());
      workers.run(slots.end(), LinkWorker::keepRotated);
      placeRoot(current, rows);
      var repair = new GraphRepair(current.nodes(), workers, live);
      repair.bypass(deleted);
      repair.connect(current.entry());
    }
    graph = current;
    deleted.stream().forEach(slots::giveBack);
    deleted.clear();
  }

  private void placeRoot(Graph current, RotatedRows rows) {
    root = GraphRoot.of(current.nodes().layout(), rows, live, current.seed());
  }

  private Graph started() {
    if (graph == null) {
      throw new IllegalStateException("the graph has no vectors");
    }
    return graph;
  }

  @Override
  public KindSearcher searcher() {
    return new GraphSearcher(this);
  }

  @Override
  public void read(int ordinal, float[] target) {
    started().nodes().read(ordinal, target);
  }

  @Override
  public long memoryBytes() {
    return graph == null ? 0 : graph.nodes().memoryBytes();
  }

  @Override
  public List<Section> sections() {
    if (graph != null && size > 0) {
      // As it will be drawn when the file is opened, so that both give the same hits.
      placeRoot(graph, graph.rotatedRows());
    }
    return GraphFile.sections(graph, options.seed(), slots.end());
  }

  /// Harmless when repeated.
  @Override
  public void close() {
    if (graph != null) {
      graph.close();
      graph = null;
    }
  }
}
