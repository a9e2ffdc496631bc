package dev.eidetic.index.hnsw;

import dev.eidetic.index.BuildOptions;
import java.util.ArrayList;
import java.util.List;

/// Lets a graph grow, and mends it, on several threads.
final class GraphBuilder {

  /// Whether all vertices can be reached is looked up when one was added for so many live ones.
  private static final int LIVE_PER_UNCHECKED = 16;

  private final Graph graph;
  private final Vertices vertices;
  private final int buildBeam;
  private final BuildOptions options;
  private int unchecked;

  GraphBuilder(Graph graph, Vertices vertices, int buildBeam, BuildOptions options) {
    this.graph = graph;
    this.vertices = vertices;
    this.buildBeam = buildBeam;
    this.options = options;
  }

  /// Links vertices that have no links yet.
  void link(int[] ordinals) {
    int[] order = highestFirst(ordinals);
    if (graph.entry() == Graph.NOWHERE && order.length > 0) {
      graph.raiseEntry(order[0]); // before threads part: all of them then find the same graph
    }
    var stripes = Linker.Stripes.create();
    new Workers(options)
        .forEach(
            "linking vectors",
            order.length,
            () -> {
              var linker = new Linker(graph, vertices, buildBeam, stripes);
              return i -> linker.link(order[i]);
            });
    unchecked += ordinals.length;
    if ((long) unchecked * LIVE_PER_UNCHECKED >= vertices.live()) {
      restoreReachability();
    }
  }

  /// Vertices of the upper levels first: so these are complete when the many below descend them.
  private int[] highestFirst(int[] ordinals) {
    var byLevel = new ArrayList<List<Integer>>();
    for (int ordinal : ordinals) {
      int level = graph.levels().of(ordinal);
      while (byLevel.size() <= level) {
        byLevel.add(new ArrayList<>());
      }
      byLevel.get(level).add(ordinal);
    }
    return byLevel.reversed().stream().flatMap(List::stream).mapToInt(i -> i).toArray();
  }

  /// Takes the retired out of the graph.
  void repair() {
    new Workers(options)
        .forEach(
            "repairing links",
            vertices.end(),
            () -> {
              var repair = new Repair(graph, vertices);
              return ordinal -> {
                if (vertices.isLive(ordinal)) {
                  repair.mend(ordinal);
                }
              };
            });
    if (vertices.isRetired(graph.entry())) {
      graph.enterAt(highestLive());
    }
    for (int ordinal : vertices.retiredOrdinals()) {
      graph.links().clear(ordinal);
    }
    vertices.releaseRetired();
    restoreReachability();
  }

  private int highestLive() {
    int highest = Graph.NOWHERE;
    for (int ordinal = 0; ordinal < vertices.end(); ordinal++) {
      if (vertices.isLive(ordinal)
          && (highest == Graph.NOWHERE
              || graph.levels().of(ordinal) > graph.levels().of(highest))) {
        highest = ordinal;
      }
    }
    return highest;
  }

  private void restoreReachability() {
    new Reachability(graph, vertices, buildBeam).restore();
    unchecked = 0;
  }
}
