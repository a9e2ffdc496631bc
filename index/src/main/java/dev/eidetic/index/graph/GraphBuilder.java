package dev.eidetic.index.graph;

import dev.eidetic.index.BuildProgress;
import java.util.Arrays;

/// Links nodes into a graph, in batches: the nodes of a batch search the graph as it was before the
/// batch, each selects its links, and every node linked to then weighs those that link to it as
/// candidates for its own links. So the result depends on the order of the nodes but not on the
/// number of threads.
///
/// A batch is at most half as large as the graph before it. Since its nodes cannot see each other,
/// all new nodes are linked once more in the end.
final class GraphBuilder {

  private static final int FIRST_BATCH = 128;

  private static final int LARGEST_BATCH = 1 << 16;

  private final GraphNodes nodes;
  private final LinkWorkers workers;
  private final BuildProgress progress;
  private final int degree;

  GraphBuilder(GraphNodes nodes, LinkWorkers workers, BuildProgress progress) {
    this.nodes = nodes;
    this.workers = workers;
    this.progress = progress;
    this.degree = nodes.layout().degree();
  }

  /// Links new nodes, whose vectors are stored.
  ///
  /// @param fresh the new nodes
  /// @param linked how many are linked already
  /// @param entry where walks begin, if any are linked
  void add(int[] fresh, int linked, int entry) {
    int done = 0;
    int start = linked == 0 ? fresh[0] : entry;
    while (done < fresh.length) {
      int before = linked + done;
      int most = before == 0 ? FIRST_BATCH : Math.min(LARGEST_BATCH, Math.max(1, before / 2));
      int end = Math.min(fresh.length, done + most);
      link(Arrays.copyOfRange(fresh, done, end), before == 0, start);
      done = end;
      progress.at("linking vectors", done, 2L * fresh.length);
    }
    int again = Math.clamp(fresh.length / 4, 1024, LARGEST_BATCH);
    for (done = 0; done < fresh.length && fresh.length > 1; done += again) {
      int end = Math.min(fresh.length, done + again);
      link(Arrays.copyOfRange(fresh, done, end), false, start);
      progress.at("linking vectors", (long) fresh.length + end, 2L * fresh.length);
    }
  }

  private void link(int[] batch, boolean isFirst, int entry) {
    var chosen = new int[batch.length * degree];
    var counts = new int[batch.length];
    workers.run(
        batch.length,
        (worker, i) -> {
          worker.begin(batch[i]);
          if (isFirst) {
            for (int other : batch) {
              worker.add(other);
            }
          } else {
            worker.addFound(entry);
            worker.addLinks(batch[i]);
          }
          counts[i] = worker.select(chosen, i * degree);
        });
    workers.run(batch.length, (worker, i) -> worker.write(batch[i], chosen, i * degree, counts[i]));
    linkBack(batch, chosen, counts);
  }

  /// Offers each link's reverse to the node linked to.
  private void linkBack(int[] batch, int[] chosen, int[] counts) {
    var reverse = new long[Arrays.stream(counts).sum()];
    int count = 0;
    for (int i = 0; i < batch.length; i++) {
      for (int j = 0; j < counts[i]; j++) {
        reverse[count++] = (long) chosen[i * degree + j] << 32 | batch[i];
      }
    }
    Arrays.sort(reverse);
    var firsts = new int[count + 1];
    int targets = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || target(reverse[i]) != target(reverse[i - 1])) {
        firsts[targets++] = i;
      }
    }
    firsts[targets] = count;
    workers.run(targets, (worker, i) -> linkBack(worker, reverse, firsts[i], firsts[i + 1]));
    for (int i = 0; i < batch.length; i++) {
      requireLinkTo(batch[i], chosen, i * degree, counts[i]);
    }
  }

  /// Gives a node to which none of those it links to links back a link from the first of them.
  private void requireLinkTo(int node, int[] chosen, int first, int count) {
    for (int i = first; i < first + count; i++) {
      for (int link = 0; link < degree; link++) {
        if (nodes.target(chosen[i], link) == node) {
          return;
        }
      }
    }
    if (count > 0) {
      workers.first().replace(chosen[first], degree - 1, node);
    }
  }

  private void linkBack(LinkWorker worker, long[] reverse, int first, int end) {
    int node = target(reverse[first]);
    worker.begin(node);
    worker.addLinks(node);
    for (int i = first; i < end; i++) {
      worker.add((int) reverse[i]);
    }
    worker.selectAndWrite(node);
  }

  private static int target(long link) {
    return (int) (link >> 32);
  }
}
