package dev.eidetic.index.ivf;

import dev.eidetic.index.hnsw.RowGraph;
import java.util.Optional;

/// Chooses lists for one query after the other; belongs to one thread. The graph knows Euclidean
/// distances only: for inner products, which favour long centroids, all are scored.
final class ListChooser {

  /// A walk over a graph of centroids keeps at least so many, for the sake of its recall.
  private static final int LEAST_BEAM = 64;

  /// Lists above this share are chosen by scoring all centroids: a walk would visit most anyway.
  private static final int WALKED_SHARE = 8;

  private final CoarseQuantizer coarse;
  private final Optional<RowGraph.Searcher> graph;
  private final float[] scores;
  private final ListOrder order = new ListOrder();
  private int[] walked = {};
  private float[] nearness = {};

  ListChooser(CoarseQuantizer coarse, Optional<RowGraph.Searcher> graph) {
    this.coarse = coarse;
    this.graph = graph;
    this.scores = new float[coarse.paddedCount()];
  }

  /// The best lists for a query, best first; good until the next call.
  ///
  /// @param wanted how many; as many as there are if it is more
  ListOrder choose(float[] query, int wanted) {
    int limited = Math.min(wanted, coarse.count());
    order.begin(limited);
    boolean isWalked = !coarse.isProduct() && limited <= coarse.count() / WALKED_SHARE;
    if (graph.isPresent() && isWalked) {
      walk(graph.get(), query, limited);
    } else {
      coarse.score(query, scores);
      for (int list = 0; list < coarse.count(); list++) {
        order.offer(list, scores[list]);
      }
    }
    order.sort();
    return order;
  }

  private void walk(RowGraph.Searcher searcher, float[] query, int wanted) {
    if (walked.length != wanted) {
      walked = new int[wanted];
      nearness = new float[wanted];
    }
    int found = searcher.search(query, wanted + LEAST_BEAM, walked, nearness);
    for (int i = 0; i < found; i++) {
      order.offer(walked[i], nearness[i]);
    }
  }
}
