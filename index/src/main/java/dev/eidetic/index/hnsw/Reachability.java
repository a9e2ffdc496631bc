package dev.eidetic.index.hnsw;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;

/// Sees to it that every vertex can be reached from the entry along links of the lowest level.
/// Thinning out lists and taking vertices away may cut some off.
final class Reachability {

  private final Graph graph;
  private final Links links;
  private final Vertices vertices;
  private final int buildBeam;
  private final BitSet reached;
  private final int[] list;
  private int[] open = new int[1024];

  Reachability(Graph graph, Vertices vertices, int buildBeam) {
    this.graph = graph;
    this.links = graph.links();
    this.vertices = vertices;
    this.buildBeam = buildBeam;
    this.reached = new BitSet(vertices.end());
    this.list = new int[links.width(0)];
  }

  /// Counts the vertices that cannot be reached.
  int unreached() {
    var counter = new int[1];
    forEachUnreached(ordinal -> counter[0]++);
    return counter[0];
  }

  /// Links those that cannot be reached from the closest vertex that can.
  void restore() {
    var walk = new Walk(graph);
    var vector = new float[graph.rows().dimension()];
    forEachUnreached(
        ordinal -> {
          graph.rows().read(ordinal, vector);
          walk.begin(vector);
          walk.search(walk.descend(graph.entry(), 0), 0, buildBeam, vertices.end());
          if (!attach(ordinal, walk.beam())) {
            // The upper levels led among others that are cut off.
            walk.search(graph.entry(), 0, buildBeam, vertices.end());
            attach(ordinal, walk.beam());
          }
          spreadFrom(ordinal);
        });
  }

  private void forEachUnreached(IntConsumer visitor) {
    if (graph.entry() == Graph.NOWHERE) {
      return;
    }
    spreadFrom(graph.entry());
    for (int ordinal = 0; ordinal < vertices.end(); ordinal++) {
      if (vertices.isTaken(ordinal) && !reached.get(ordinal)) {
        visitor.accept(ordinal);
      }
    }
  }

  /// Links a vertex from the closest reached one that has room. If none has, it takes the place of
  /// another link, and carries that link itself: so nothing that was reached is lost. What the
  /// vertex gives up for that was not reached through it.
  ///
  /// @return false if none of the closest is reached
  private boolean attach(int ordinal, Beam closest) {
    int full = -1;
    for (int i = 0; i < closest.count(); i++) {
      int from = closest.ordinal(i);
      if (reached.get(from)) {
        int count = links.read(from, 0, list);
        if (count < links.width(0)) {
          links.set(from, 0, count, ordinal);
          return true;
        }
        full = full < 0 ? from : full;
      }
    }
    if (full >= 0) {
      insertBehind(full, ordinal);
    }
    return full >= 0;
  }

  private void insertBehind(int from, int ordinal) {
    int last = links.read(from, 0, list) - 1;
    int displaced = list[last];
    links.set(from, 0, last, ordinal);
    int count = links.read(ordinal, 0, list);
    links.set(ordinal, 0, Math.min(count, links.width(0) - 1), displaced);
  }

  private void spreadFrom(int start) {
    reached.set(start);
    int count = 0;
    open[count++] = start;
    while (count > 0) {
      int width = links.read(open[--count], 0, list);
      if (count + width > open.length) {
        open = Arrays.copyOf(open, 2 * open.length + width);
      }
      for (int i = 0; i < width; i++) {
        if (!reached.get(list[i])) {
          reached.set(list[i]);
          open[count++] = list[i];
        }
      }
    }
  }
}
