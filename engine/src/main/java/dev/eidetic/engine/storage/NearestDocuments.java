package dev.eidetic.engine.storage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Keeps the best of many scored documents. Belongs to one thread.
final class NearestDocuments {

  private static final Comparator<ScoredDocument> BEST_FIRST =
      Comparator.comparingDouble(ScoredDocument::score)
          .reversed()
          .thenComparingInt(ScoredDocument::document);

  private final int count;
  private final PriorityQueue<ScoredDocument> worstFirst;

  NearestDocuments(int count) {
    this.count = count;
    this.worstFirst = new PriorityQueue<>(BEST_FIRST.reversed());
  }

  /// @return whether it is among the best so far
  boolean add(int document, float score) {
    if (worstFirst.size() < count) {
      worstFirst.add(new ScoredDocument(document, score));
      return true;
    }
    var worst = worstFirst.element();
    if (score > worst.score() || (score == worst.score() && document < worst.document())) {
      worstFirst.remove();
      worstFirst.add(new ScoredDocument(document, score));
      return true;
    }
    return false;
  }

  /// The score that a document must at least have to be kept.
  float threshold() {
    return worstFirst.size() < count ? Float.NEGATIVE_INFINITY : worstFirst.element().score();
  }

  List<ScoredDocument> bestFirst() {
    var hits = new ArrayList<>(worstFirst);
    hits.sort(BEST_FIRST);
    return hits;
  }
}
