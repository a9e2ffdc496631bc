package dev.eidetic.index.core;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.index.Hits;
import dev.eidetic.index.IdFilter;
import dev.eidetic.index.ListedIds;
import dev.eidetic.index.Metric;
import dev.eidetic.index.SearchRequest;
import dev.eidetic.index.Searcher;
import dev.eidetic.vectors.Kernels;
import java.util.concurrent.locks.Lock;

/// Asks a kind by ordinals and answers by ids, under the index's read lock.
final class ItemSearcher implements Searcher {

  private final Lock lock;
  private final Items items;
  private final Metric metric;
  private final KindSearcher kind;
  private final float[] query;
  private final TopHits top = new TopHits();
  private final RangeHits inRange = new RangeHits();

  ItemSearcher(Lock lock, Items items, Metric metric, int dimension, KindSearcher kind) {
    this.lock = lock;
    this.items = items;
    this.metric = metric;
    this.kind = kind;
    this.query = new float[dimension];
  }

  @Override
  public Hits search(float[] query, SearchRequest request) {
    prepare(query);
    lock.lock();
    try {
      items.requireWhole();
      int wanted = Math.min(request.count(), items.size());
      if (wanted == 0) {
        return Hits.NONE;
      }
      top.begin(wanted);
      kind.search(this.query, request.effort(), ordinals(request.filter()), top);
      var sorted = new SortedHits(top.count());
      for (int i = 0; i < top.count(); i++) {
        sorted.put(i, items.id(top.ordinal(i)), top.score(i));
      }
      return sorted.best(wanted);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Hits range(float[] query, float minimumScore, SearchRequest request) {
    require(!Float.isNaN(minimumScore), "minimumScore is NaN; it must be a number");
    prepare(query);
    lock.lock();
    try {
      items.requireWhole();
      if (items.size() == 0) {
        return Hits.NONE;
      }
      inRange.begin(minimumScore);
      kind.search(this.query, request.effort(), ordinals(request.filter()), inRange);
      var sorted = new SortedHits(inRange.count());
      for (int i = 0; i < inRange.count(); i++) {
        sorted.put(i, items.id(inRange.ordinal(i)), inRange.score(i));
      }
      return sorted.best(request.count());
    } finally {
      lock.unlock();
    }
  }

  private void prepare(float[] given) {
    require(
        given.length == query.length,
        "query has %d numbers; the index has vectors of %d",
        given.length,
        query.length);
    System.arraycopy(given, 0, query, 0, query.length);
    if (metric == Metric.COSINE) {
      require(
          Kernels.normalize(query),
          "query has no direction: its length is zero or not finite; cosines need one");
    } else {
      require(
          Float.isFinite(Kernels.dot(query, query)),
          "query is not finite, or too long to square; it cannot be compared");
    }
  }

  private OrdinalFilter ordinals(IdFilter filter) {
    if (filter.equals(IdFilter.ALL)) {
      return OrdinalFilter.ALL;
    }
    return filter instanceof ListedIds listed
        ? ListedOrdinals.of(listed, items)
        : new FilteredOrdinals(items, filter);
  }
}
