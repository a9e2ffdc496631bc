package dev.eidetic.index.hnsw;

import dev.eidetic.index.BuildOptions;
import dev.eidetic.vectors.ParallelLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// Lets a graph grow, and mends it, on several threads.
final class GraphBuilder {

  /// Whether all vertices can be reached is looked up when one was added for so many live ones.
  private static final int LIVE_PER_UNCHECKED = 16;

  private static final int VERTICES_PER_PIECE = 64;
  private static final int PIECES_PER_REPORT = 64;

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
    forEach(
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
    forEach(
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

  /// Visits 0 to `count - 1` on several threads, in order on one.
  ///
  /// @param stage what the progress is called
  /// @param worker makes what visits, once for each thread
  private void forEach(String stage, int count, Supplier<IntConsumer> worker) {
    int pieces = (int) ((count + VERTICES_PER_PIECE - 1L) / VERTICES_PER_PIECE);
    ParallelLoop.run(
        options.threads(),
        pieces,
        () -> {
          var visitor = worker.get();
          return piece -> {
            int first = piece * VERTICES_PER_PIECE;
            int end = first + Math.min(VERTICES_PER_PIECE, count - first);
            for (int i = first; i < end; i++) {
              visitor.accept(i);
            }
            if (piece % PIECES_PER_REPORT == 0) {
              options.progress().at(stage, end, count);
            }
          };
        });
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
