package dev.eidetic.index.graph;

import dev.eidetic.index.core.OffHeap;
import dev.eidetic.vectors.FastScan;
import dev.eidetic.vectors.Kernels;
import dev.eidetic.vectors.Rows;
import dev.eidetic.vectors.SignCodes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The nodes of a graph in native memory, each with its vector, its links and their codes side by
/// side, so that a visit touches one stretch of memory.
final class GraphNodes implements AutoCloseable {

  /// What an empty place for a link holds.
  static final int NO_LINK = -1;

  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final OffHeap memory;
  private final NodeLayout layout;
  private final int nodeBytes;
  private final RowScale scale;
  private final Geometry geometry;
  private Rows rows;

  GraphNodes(OffHeap memory, NodeLayout layout, RowScale scale, Geometry geometry) {
    this.memory = memory;
    this.layout = layout;
    this.nodeBytes = layout.nodeBytes();
    this.scale = scale;
    this.geometry = geometry;
    this.rows = rowsOf(memory, layout);
  }

  private static Rows rowsOf(OffHeap memory, NodeLayout layout) {
    return new Rows(layout.type(), layout.dimension(), memory.segment(), 0, layout.nodeBytes());
  }

  NodeLayout layout() {
    return layout;
  }

  RowScale scale() {
    return scale;
  }

  Geometry geometry() {
    return geometry;
  }

  /// Stale after [#ensure].
  MemorySegment segment() {
    return memory.segment();
  }

  /// The vectors, scaled as they are stored. Stale after [#ensure].
  Rows rows() {
    return rows;
  }

  long start(int node) {
    return (long) node * nodeBytes;
  }

  void ensure(int nodes) {
    memory.ensure(start(nodes));
    rows = rowsOf(memory, layout);
  }

  long memoryBytes() {
    return memory.byteSize();
  }

  /// Stores a vector and clears the node's links.
  void put(int node, float[] vector) {
    long start = start(node);
    scale.write(rows, node, vector);
    if (layout.hasExtra()) {
      read(node, vector);
      float extra = geometry.extra(Kernels.dot(vector, vector));
      memory.segment().set(FLOAT, start + layout.extra(), extra);
    }
    clearLinks(node);
  }

  /// Reads a vector, as exactly as it is kept.
  void read(int node, float[] target) {
    scale.read(rows, node, target, 0);
  }

  /// Reads a vector with its extra coordinate, if there is one, into `target` from `offset` on.
  void readExtended(int node, float[] target, int offset) {
    scale.read(rows, node, target, offset);
    if (layout.hasExtra()) {
      target[offset + layout.dimension()] = extra(node);
    }
  }

  float extra(int node) {
    return memory.segment().get(FLOAT, start(node) + layout.extra());
  }

  /// Computes how a node's vector differs from another, both scaled as stored numbers are, with the
  /// extra coordinate behind.
  ///
  /// @param prepared the other, by [RowScale#prepareDistance]
  /// @param scaledExtra its extra coordinate, scaled likewise
  /// @return the squared length of the difference
  float difference(int node, float[] prepared, float scaledExtra, float[] target, int offset) {
    float square = rows.difference(prepared, node, target, offset);
    if (layout.hasExtra()) {
      float difference = extra(node) / scale.factor() - scaledExtra;
      target[offset + prepared.length] = difference;
      square += difference * difference;
    }
    return square;
  }

  /// Copies links and codes from nodes of another vector format.
  void copyLinks(GraphNodes other, int node) {
    long bytes = (long) layout.blocks() * layout.blockBytes();
    MemorySegment.copy(
        other.segment(),
        other.start(node) + other.layout.links(),
        segment(),
        start(node) + layout.links(),
        bytes);
  }

  void clearLinks(int node) {
    for (int i = 0; i < layout.degree(); i++) {
      clearLink(node, i);
    }
  }

  void clearLink(int node, int link) {
    setTarget(node, link, NO_LINK);
    memory.segment().set(INT, factorPlace(node, link), SignCodes.NO_FACTORS);
  }

  /// Whether the factors of a place for a link are such that a walk never follows it.
  boolean isClear(int node, int link) {
    return memory.segment().get(INT, factorPlace(node, link)) == SignCodes.NO_FACTORS;
  }

  /// The target of a link, or [#NO_LINK].
  int target(int node, int link) {
    return memory.segment().get(INT, targetPlace(node, link));
  }

  void setTarget(int node, int link, int target) {
    memory.segment().set(INT, targetPlace(node, link), target);
  }

  /// Copies the targets of all links that a node has.
  ///
  /// @return how many
  int links(int node, int[] targets) {
    int count = 0;
    for (int i = 0; i < layout.degree(); i++) {
      int target = target(node, i);
      if (target != NO_LINK) {
        targets[count++] = target;
      }
    }
    return count;
  }

  long factorPlace(int node, int link) {
    return start(node)
        + layout.factors(link / FastScan.BLOCK)
        + (long) Integer.BYTES * (link % FastScan.BLOCK);
  }

  private long targetPlace(int node, int link) {
    return start(node)
        + layout.targets(link / FastScan.BLOCK)
        + (long) Integer.BYTES * (link % FastScan.BLOCK);
  }

  @Override
  public void close() {
    memory.close();
  }
}
