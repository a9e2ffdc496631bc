package dev.eidetic.demo.show;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.engine.Example;
import dev.eidetic.engine.Item;
import dev.eidetic.engine.SearchRequest;
import dev.eidetic.engine.Snapshot;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/// How good a collection of labelled pictures searches: each picture is the query once, and looks
/// for the others of its product among all others.
///
/// Queries whose product has fewer than `depth` other pictures cannot reach precision 1 and are
/// left out.
///
/// @param depth how many hits are judged
/// @param queries pictures that were searched by
/// @param meanPrecision mean share of right ones among the first `depth` hits, 0 to 1
/// @param firstRight share of queries whose first hit is right, 0 to 1
/// @param meanMillis time per search
public record LeaveOneOut(
    int depth, int queries, double meanPrecision, double firstRight, double meanMillis) {

  /// Searches exactly, on the calling thread.
  ///
  /// @param items all of the snapshot
  /// @param progress told how many items are done, from 1 up
  public static LeaveOneOut of(Snapshot snapshot, List<Item> items, int depth, IntConsumer progress)
      throws IOException {
    require(depth >= 1, "depth is %d; it must be at least 1", depth);
    var pictures = picturesByProduct(items);
    int done = 0;
    int queries = 0;
    double precision = 0;
    int firstRight = 0;
    long nanos = 0;
    for (var item : items) {
      if (pictures.getOrDefault(JudgedSearch.product(item), 0) > depth) {
        long start = System.nanoTime();
        var hits = snapshot.search(byItem(item).count(depth).exact());
        nanos += System.nanoTime() - start;
        var judged = new JudgedSearch(item, hits);
        queries++;
        precision += judged.precision(depth);
        firstRight += judged.right(1);
      }
      done++;
      progress.accept(done);
    }
    int divisor = Math.max(1, queries);
    return new LeaveOneOut(
        depth, queries, precision / divisor, (double) firstRight / divisor, nanos / 1e6 / divisor);
  }

  static SearchRequest byItem(Item item) {
    return SearchRequest.like(new Example.OfItem(item.id()));
  }

  private static Map<String, Integer> picturesByProduct(List<Item> items) {
    var counts = new HashMap<String, Integer>();
    for (var item : items) {
      String product = JudgedSearch.product(item);
      if (!product.isEmpty()) {
        counts.merge(product, 1, Integer::sum);
      }
    }
    return counts;
  }
}
