package dev.eidetic.index.graph;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/// Mends a graph: links around deleted nodes, and paths to nodes that none leads to.
///
/// A node that linked to a deleted one weighs the deleted node's links as candidates for its own,
/// so that every path through the deleted node has a detour. Source: Singh et al., FreshDiskANN,
/// 2021, <https://arxiv.org/abs/2105.09613>, section 5.
final class GraphRepair {

  private static final int ROUNDS = 4;

  private final GraphNodes nodes;
  private final LinkWorkers workers;
  private final BitSet live;
  private final int degree;

  /// @param live which nodes are to be found
  GraphRepair(GraphNodes nodes, LinkWorkers workers, BitSet live) {
    this.nodes = nodes;
    this.workers = workers;
    this.live = live;
    this.degree = nodes.layout().degree();
  }

  /// Removes all links to deleted nodes, and theirs.
  void bypass(BitSet deleted) {
    int[] touched = live.stream().filter(node -> linksTo(node, deleted)).toArray();
    workers.run(touched.length, (worker, i) -> bypass(worker, touched[i], deleted));
    deleted.stream().forEach(nodes::clearLinks);
  }

  private boolean linksTo(int node, BitSet deleted) {
    for (int link = 0; link < degree; link++) {
      int target = nodes.target(node, link);
      if (target != GraphNodes.NO_LINK && deleted.get(target)) {
        return true;
      }
    }
    return false;
  }

  /// Reads links of deleted nodes only, which nobody writes meanwhile.
  private void bypass(LinkWorker worker, int node, BitSet deleted) {
    worker.begin(node);
    for (int link = 0; link < degree; link++) {
      int target = nodes.target(node, link);
      if (target == GraphNodes.NO_LINK) {
        continue;
      }
      if (!deleted.get(target)) {
        worker.add(target);
        continue;
      }
      for (int beyond = 0; beyond < degree; beyond++) {
        int candidate = nodes.target(target, beyond);
        if (candidate != GraphNodes.NO_LINK && live.get(candidate)) {
          worker.add(candidate);
        }
      }
    }
    worker.selectAndWrite(node);
  }

  /// Makes every live node reachable, as far as links can be spared near those that are not.
  ///
  /// @param entry where walks begin; live
  void connect(int entry) {
    for (int round = 0; round < ROUNDS; round++) {
      var reached = new BitSet();
      var inLinks = new int[live.length()];
      reach(entry, reached, inLinks);
      var lost = (BitSet) live.clone();
      lost.andNot(reached);
      if (lost.isEmpty()) {
        return;
      }
      for (int node : lost.stream().toArray()) {
        if (!reached.get(node)) {
          attach(node, entry, inLinks);
          reach(node, reached, inLinks);
        }
      }
    }
  }

  /// Marks what can be reached from a node and counts the links that lead there.
  private void reach(int start, BitSet reached, int[] inLinks) {
    var queue = new int[64];
    int count = 0;
    queue[count++] = start;
    reached.set(start);
    while (count > 0) {
      int node = queue[--count];
      for (int link = 0; link < degree; link++) {
        int target = nodes.target(node, link);
        if (target != GraphNodes.NO_LINK && live.get(target)) {
          inLinks[target]++;
          if (!reached.get(target)) {
            reached.set(target);
            if (count == queue.length) {
              queue = Arrays.copyOf(queue, 2 * count);
            }
            queue[count++] = target;
          }
        }
      }
    }
  }

  /// Lets the nearest reachable node that can spare a link give it to this one.
  private void attach(int node, int entry, int[] inLinks) {
    var worker = workers.first();
    for (int near : worker.nearest(node, entry)) {
      int link = live.get(near) ? spareLink(near, inLinks) : -1;
      if (link >= 0) {
        int before = nodes.target(near, link);
        if (before != GraphNodes.NO_LINK) {
          inLinks[before]--;
        }
        worker.replace(near, link, node);
        inLinks[node]++;
        return;
      }
    }
  }

  /// An empty place, or a link to a node that others link to as well, or -1.
  private int spareLink(int node, int[] inLinks) {
    return IntStream.range(0, degree)
        .filter(link -> isSpare(nodes.target(node, link), inLinks))
        .reduce((_, last) -> last)
        .orElse(-1);
  }

  private boolean isSpare(int target, int[] inLinks) {
    return target == GraphNodes.NO_LINK || !live.get(target) || inLinks[target] > 1;
  }
}
