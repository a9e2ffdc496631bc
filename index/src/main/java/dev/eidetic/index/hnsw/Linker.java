package dev.eidetic.index.hnsw;

import java.util.Arrays;

/// Links vertices into a graph (algorithm 1 of the paper); belongs to one thread, several may link
/// at once.
///
/// Links of a new vertex are chosen on all of its levels before the first is written, and written
/// from the lowest level up: who meets the vertex on some level finds it complete below.
final class Linker {

  private final Graph graph;
  private final Links links;
  private final int buildBeam;
  private final Stripes stripes;
  private final Vertices vertices;
  private final Walk walk;
  private final Diversity diversity;
  private final float[] vector;
  private final int[] ordinals;
  private final float[] nearness;
  private final long[] keys;

  /// @param stripes shared by all that link at once
  Linker(Graph graph, Vertices vertices, int buildBeam, Stripes stripes) {
    this.graph = graph;
    this.links = graph.links();
    this.buildBeam = buildBeam;
    this.vertices = vertices;
    this.stripes = stripes;
    this.walk = new Walk(graph);
    this.diversity = new Diversity(graph);
    this.vector = new float[graph.rows().dimension()];
    int most = Math.max(buildBeam, links.width(0) + 1);
    this.ordinals = new int[most];
    this.nearness = new float[most];
    this.keys = new long[links.width(0) + 1];
  }

  /// Locks for lists of links, each shared by many lists.
  record Stripes(Object[] locks) {

    static Stripes create() {
      var locks = new Object[1024];
      Arrays.setAll(locks, i -> new Object());
      return new Stripes(locks);
    }

    Object of(int ordinal) {
      return locks[ordinal & (locks.length - 1)];
    }
  }

  /// Links a vertex that has no links yet.
  void link(int ordinal) {
    int entry = graph.entry();
    if (entry == ordinal) {
      return; // the first of all has nobody to be linked to
    }
    int level = Math.min(graph.levels().of(ordinal), graph.levels().of(entry));
    var chosen = new int[level + 1][];
    graph.rows().read(ordinal, vector);
    walk.begin(vector);
    int from = walk.descend(entry, level);
    for (int i = level; i >= 0; i--) {
      walk.search(from, i, buildBeam, vertices.end());
      chosen[i] = chosen(ordinal);
      from = walk.beam().ordinal(0);
    }
    for (int i = 0; i <= level; i++) {
      synchronized (stripes.of(ordinal)) {
        links.write(ordinal, i, chosen[i], chosen[i].length);
      }
      for (int target : chosen[i]) {
        linkBack(target, ordinal, i);
      }
    }
    graph.raiseEntry(ordinal);
  }

  /// Those of the beam to link to. Retired vertices count: walks still pass through them, so a new
  /// vertex in a region that was deleted is found through them until repair replaces the links.
  private int[] chosen(int ordinal) {
    var beam = walk.beam();
    int count = 0;
    for (int i = 0; i < beam.count(); i++) {
      if (beam.ordinal(i) != ordinal) {
        ordinals[count] = beam.ordinal(i);
        nearness[count++] = beam.score(i);
      }
    }
    int chosen = diversity.choose(ordinals, nearness, count, links.width(1));
    return Arrays.copyOf(ordinals, chosen);
  }

  /// Adds a link; a full list is thinned out.
  private void linkBack(int from, int to, int level) {
    synchronized (stripes.of(from)) {
      int count = links.read(from, level, ordinals);
      for (int i = 0; i < count; i++) {
        if (ordinals[i] == to) {
          return;
        }
      }
      if (count < links.width(level)) {
        links.set(from, level, count, to);
        return;
      }
      ordinals[count++] = to;
      thinOut(from, level, count);
    }
  }

  /// Keeps the most useful of the first `count` ordinals as the links of a vertex.
  private void thinOut(int from, int level, int count) {
    graph.rows().read(from, vector);
    walk.begin(vector);
    walk.scorer().scores(ordinals, count, nearness);
    for (int i = 0; i < count; i++) {
      keys[i] = Beam.key(ordinals[i], nearness[i]);
    }
    Arrays.sort(keys, 0, count);
    for (int i = 0; i < count; i++) {
      long key = keys[count - 1 - i];
      ordinals[i] = Beam.ordinal(key);
      nearness[i] = Beam.score(key);
    }
    int kept = diversity.choose(ordinals, nearness, count, links.width(level));
    links.write(from, level, ordinals, kept);
  }
}
