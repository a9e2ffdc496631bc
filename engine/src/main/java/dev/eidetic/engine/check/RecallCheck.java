package dev.eidetic.engine.check;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.engine.Collection;
import dev.eidetic.engine.Example;
import dev.eidetic.engine.Precision;
import dev.eidetic.engine.SearchRequest;
import dev.eidetic.engine.Snapshot;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;

/// Asks a collection some questions twice, as usual and exactly, and compares.
public final class RecallCheck {

  private RecallCheck() {}

  /// What was measured.
  ///
  /// @param queries that were asked
  /// @param recall mean share of the true best hits that the usual search found, 0 to 1
  /// @param least lower end of the 95 % interval of the recall
  /// @param most upper end
  public record MeasuredRecall(int queries, double recall, double least, double most) {

    private static final double DEVIATIONS = 1.96;

    /// Wilson's interval, as if each query gave a single yes or no: wider than needed, and right
    /// where every query found everything. Wilson, 1927, <https://doi.org/10.2307/2276774>.
    public static MeasuredRecall of(int queries, double recall) {
      double squared = DEVIATIONS * DEVIATIONS / queries;
      double centre = (recall + squared / 2) / (1 + squared);
      double half = Math.sqrt(squared * (recall * (1 - recall) + squared / 4)) / (1 + squared);
      return new MeasuredRecall(
          queries, recall, Math.max(0, centre - half), Math.min(1, centre + half));
    }
  }

  /// Takes items drawn at random as queries; each must not find itself. Queries from elsewhere are
  /// harder: what is found for items is an upper bound.
  ///
  /// @param queries how many, at least 1; fewer if there are fewer items
  /// @param count hits per query, at least 1
  /// @throws IllegalArgumentException if the collection has fewer than two items
  public static MeasuredRecall run(Collection collection, int queries, int count, long seed)
      throws IOException {
    require(queries >= 1, "queries is %d; it must be at least 1", queries);
    try (var now = collection.snapshot()) {
      var ids = DrawnItems.of(now, queries, seed);
      require(now.size() >= 2, "there are %d items; at least 2 are needed to find one", now.size());
      double sum = 0;
      for (String id : ids) {
        var request = SearchRequest.like(new Example.OfItem(id)).count(count);
        var truth = new HashSet<>(found(now, request.with(Precision.EXACT)));
        var usual = found(now, request);
        sum += usual.stream().filter(truth::contains).count() / (double) truth.size();
      }
      return MeasuredRecall.of(ids.size(), sum / ids.size());
    }
  }

  private static List<String> found(Snapshot now, SearchRequest request) throws IOException {
    return now.search(request).stream().map(hit -> hit.item().id()).toList();
  }
}
