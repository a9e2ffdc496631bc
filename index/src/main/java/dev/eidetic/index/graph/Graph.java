package dev.eidetic.index.graph;

import dev.eidetic.index.BuildOptions;
import dev.eidetic.index.core.OffHeap;
import dev.eidetic.vectors.ElementType;
import dev.eidetic.vectors.RandomRotation;
import java.util.BitSet;

/// A graph and all that is needed to read it.
///
/// @param nodes with vectors, links and codes
/// @param rotation of the codes
/// @param seed of the rotation
/// @param centre what vectors are taken relative to before they are rotated, with 0 for an extra
///   coordinate
/// @param entry where walks begin
@SuppressWarnings("ArrayRecordComponent") // never compared
record Graph(GraphNodes nodes, RandomRotation rotation, long seed, float[] centre, int entry)
    implements AutoCloseable {

  private static final int ENTRY_BEAM = 64;

  Graph(GraphNodes nodes, long seed, float[] centre, int entry) {
    this(nodes, rotation(nodes.geometry(), seed), seed, centre, entry);
  }

  /// Without a link yet.
  ///
  /// @param traits of the first vectors
  static Graph empty(GraphTraits traits, int degree, long seed, int nodes) {
    var geometry = traits.geometry();
    var layout = layout(geometry, traits.type(), degree);
    var memory = OffHeap.ofSize((long) layout.nodeBytes() * nodes);
    return new Graph(
        new GraphNodes(memory, layout, traits.scale(), geometry), seed, traits.centre(), 0);
  }

  static NodeLayout layout(Geometry geometry, ElementType type, int degree) {
    return new NodeLayout(
        geometry.dimension(), type, codeDimension(geometry), degree, geometry.hasExtra());
  }

  private static RandomRotation rotation(Geometry geometry, long seed) {
    return RandomRotation.of(geometry.extended(), codeDimension(geometry), seed);
  }

  /// At least 64 signs, since fewer say too little, and whole groups of the fast scan.
  private static int codeDimension(Geometry geometry) {
    return Math.max(64, (geometry.extended() + 15) / 16 * 16);
  }

  Graph withEntry(int entry) {
    return new Graph(nodes, rotation, seed, centre, entry);
  }

  RotatedRows rotatedRows() {
    return new RotatedRows(nodes, rotation, centre);
  }

  /// The same graph with vectors stored as 32-bit floats. Closes this one.
  Graph withFloats(int count) {
    var layout = nodes.layout().with(ElementType.FLOAT32);
    var dimension = layout.dimension();
    var memory = OffHeap.ofSize((long) layout.nodeBytes() * count);
    var wider = new GraphNodes(memory, layout, RowScale.none(dimension), nodes.geometry());
    var vector = new float[dimension];
    for (int node = 0; node < count; node++) {
      nodes.read(node, vector);
      wider.put(node, vector);
      wider.copyLinks(nodes, node);
    }
    nodes.close();
    return new Graph(wider, rotation, seed, centre, entry);
  }

  /// The same vectors under a larger limit of their lengths, without links. Closes this one.
  Graph withLimit(float squaredLimit, int count) {
    var old = nodes.geometry();
    var geometry = new Geometry(old.metric(), old.dimension(), squaredLimit);
    var memory = OffHeap.ofSize((long) nodes.layout().nodeBytes() * count);
    var wider = new GraphNodes(memory, nodes.layout(), nodes.scale(), geometry);
    var vector = new float[old.dimension()];
    for (int node = 0; node < count; node++) {
      nodes.read(node, vector);
      wider.put(node, vector);
    }
    nodes.close();
    return new Graph(wider, rotation, seed, centre, entry);
  }

  /// The entry moved to the live node that a walk finds nearest to the centre.
  Graph withCentralEntry(BitSet live) {
    try (var rows = rotatedRows()) {
      var walk = new GraphWalk(nodes, rows);
      walk.begin(nodes, centre);
      walk.run(entry, ENTRY_BEAM);
      int best = -1;
      for (int i = 0; i < walk.count(); i++) {
        if (live.get(walk.found(i)) && (best < 0 || walk.distance(i) < walk.distance(best))) {
          best = i;
        }
      }
      return withEntry(best < 0 ? live.nextSetBit(0) : walk.found(best));
    }
  }

  LinkWorkers workers(RotatedRows rows, int buildBeam, BuildOptions options) {
    return new LinkWorkers(options.threads(), nodes, rows, buildBeam);
  }

  @Override
  public void close() {
    nodes.close();
  }
}
