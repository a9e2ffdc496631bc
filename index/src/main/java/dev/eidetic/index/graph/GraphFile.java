package dev.eidetic.index.graph;

import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.core.OffHeap;
import dev.eidetic.index.core.Section;
import dev.eidetic.index.core.Sections;
import dev.eidetic.vectors.ElementType;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The sections of a quantized graph in an index file (docs/file-formats.md).
final class GraphFile {

  private static final String STATE = "qg.state";
  private static final String CENTRE = "qg.centre";
  private static final String OFFSETS = "qg.offsets";
  private static final String NODES = "qg.nodes";

  private static final int SETTINGS = 5;
  private static final int SEED = 0;
  private static final int ENTRY = 1;
  private static final int FORMAT = 2;
  private static final int FACTOR = 3;
  private static final int LIMIT = 4;

  private static final long NO_ENTRY = -1;

  /// A file names a type of numbers by its place here.
  private static final List<ElementType> TYPES =
      List.of(ElementType.FLOAT32, ElementType.FLOAT16, ElementType.BFLOAT16, ElementType.INT8);

  private GraphFile() {}

  static List<Section> sections(@Nullable Graph graph, long seed, int capacity) {
    if (graph == null) {
      return List.of(Sections.ofLongs(STATE, seed, NO_ENTRY, 0, 0, 0));
    }
    var nodes = graph.nodes();
    return List.of(
        Sections.ofLongs(
            STATE,
            graph.seed(),
            graph.entry(),
            TYPES.indexOf(nodes.layout().type()),
            Float.floatToIntBits(nodes.scale().factor()),
            Float.floatToIntBits(nodes.geometry().squaredLimit())),
        new Section(CENTRE, bytes(graph.centre())),
        new Section(OFFSETS, bytes(nodes.scale().offsets())),
        new Section(NODES, nodes.segment().asSlice(0, nodes.start(capacity))));
  }

  /// @param shape metric and dimension
  /// @return null if the index never had a vector
  static @Nullable Graph read(
      Sections sections, Geometry shape, IndexSpec.QuantizedGraph spec, BitSet live, int capacity)
      throws CorruptFileException {
    long[] state = sections.longs(STATE, SETTINGS);
    if (state[ENTRY] == NO_ENTRY && live.isEmpty()) {
      return null;
    }
    if (state[ENTRY] < 0 || state[ENTRY] >= capacity) {
      throw sections.corrupt(
          STATE, 8 * ENTRY, "entry is %d; it must be 0 to %d", state[ENTRY], capacity - 1);
    }
    var type = type(sections, state[FORMAT]);
    var geometry =
        new Geometry(shape.metric(), shape.dimension(), number(sections, LIMIT, state[LIMIT], 0));
    float factor = number(sections, FACTOR, state[FACTOR], Float.MIN_NORMAL);
    var scale = new RowScale(factor, numbers(sections, OFFSETS, shape.dimension()));
    var layout = Graph.layout(geometry, type, spec.degree());
    float[] centre = numbers(sections, CENTRE, geometry.extended());
    OffHeap memory = sections.memory(NODES, (long) layout.nodeBytes() * capacity);
    var nodes = new GraphNodes(memory, layout, scale, geometry);
    checkLinks(sections, nodes, capacity);
    return new Graph(nodes, state[SEED], centre, (int) state[ENTRY]);
  }

  private static ElementType type(Sections sections, long number) throws CorruptFileException {
    if (number < 0 || number >= TYPES.size()) {
      throw sections.corrupt(
          STATE, 8 * FORMAT, "format is %d; it must be 0 to %d", number, TYPES.size() - 1);
    }
    return TYPES.get((int) number);
  }

  private static float number(Sections sections, int place, long bits, float least)
      throws CorruptFileException {
    float number = Float.intBitsToFloat((int) bits);
    if (!(number >= least) || number == Float.POSITIVE_INFINITY) {
      throw sections.corrupt(
          STATE, 8L * place, "a number is %s; it must be at least %s, and finite", number, least);
    }
    return number;
  }

  private static float[] numbers(Sections sections, String name, int count)
      throws CorruptFileException {
    float[] numbers = sections.get(name, (long) Float.BYTES * count).toArray(GraphNodes.FLOAT);
    for (int i = 0; i < count; i++) {
      if (!Float.isFinite(numbers[i])) {
        throw sections.corrupt(
            name, (long) Float.BYTES * i, "number %d is %s; it must be finite", i, numbers[i]);
      }
    }
    return numbers;
  }

  private static void checkLinks(Sections sections, GraphNodes nodes, int capacity)
      throws CorruptFileException {
    for (int node = 0; node < capacity; node++) {
      for (int link = 0; link < nodes.layout().degree(); link++) {
        int target = nodes.target(node, link);
        if (target < GraphNodes.NO_LINK || target >= capacity) {
          throw sections.corrupt(
              NODES,
              nodes.start(node),
              "node %d links to node %d; there are %d nodes",
              node,
              target,
              capacity);
        }
        if (target == GraphNodes.NO_LINK && !nodes.isClear(node, link)) {
          throw sections.corrupt(
              NODES, nodes.factorPlace(node, link), "node %d has factors of no link", node);
        }
      }
    }
  }

  /// Deleted nodes that the graph was not yet repaired around.
  static BitSet linkedButDeleted(GraphNodes nodes, BitSet live, int capacity) {
    var deleted = new BitSet();
    var targets = new int[nodes.layout().degree()];
    for (int node = live.nextClearBit(0); node < capacity; node = live.nextClearBit(node + 1)) {
      if (nodes.links(node, targets) > 0) {
        deleted.set(node);
      }
    }
    return deleted;
  }

  private static MemorySegment bytes(float[] numbers) {
    var bytes = MemorySegment.ofArray(new byte[Float.BYTES * numbers.length]);
    for (int i = 0; i < numbers.length; i++) {
      bytes.set(GraphNodes.FLOAT, (long) Float.BYTES * i, numbers[i]);
    }
    return bytes;
  }
}
