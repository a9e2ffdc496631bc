package dev.eidetic.engine.localindex;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.engine.Arrangement;
import dev.eidetic.engine.Example;
import dev.eidetic.engine.ExplainedHits;
import dev.eidetic.engine.Hit;
import dev.eidetic.engine.Item;
import dev.eidetic.engine.ListRequest;
import dev.eidetic.engine.SearchRequest;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.engine.fields.BuiltInField;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// Finds the pictures that share most details with one. Scores are those of
/// [dev.eidetic.index.aggregated.AggregatedIndex]: 0 to some 1, no cosines. Pictures that share
/// nothing are no hits. Any number of threads may search at once.
public final class LocalSearch {

  /// Files of the same content that are shown at most.
  private static final int MOST_COPIES = 1000;

  private final Snapshot now;
  private final Optional<LocalIndex> index;

  /// @param index empty where no picture has any local features; then nothing is found
  public LocalSearch(Snapshot now, Optional<LocalIndex> index) {
    this.now = now;
    this.index = index;
  }

  /// Refuses what goes by vectors only.
  ///
  /// @throws IllegalArgumentException if the request has several examples, an arrangement or a
  ///   least probability
  public static void requireAnswerable(SearchRequest request) {
    require(
        request.examples().size() == 1,
        "a search by local features goes by one picture; there are %d examples",
        request.examples().size());
    require(
        request.arrangement().equals(Arrangement.BY_SCORE),
        "a search by local features goes without paging, grouping, folding and diversity");
    require(
        request.minProbability().orElse(0) == 0,
        "minProbability is %s; probabilities are known of scores by vectors only, a search by local features goes without",
        request.minProbability().orElse(0));
  }

  /// @param request its filter, count and least score hold, and an item that is its example is no
  ///   hit
  /// @param query local features of the example
  /// @throws IllegalArgumentException if the filter is wrong, or as [#requireAnswerable]
  public ExplainedHits search(SearchRequest request, LocalFeatures query) throws IOException {
    requireAnswerable(request);
    long start = System.nanoTime();
    var ranked =
        index
            .map(known -> known.ranked(query))
            .orElseGet(() -> new RankedPictures(List.of(), List.of()));
    long ranking = System.nanoTime();
    var passing = passing(request.where());
    var hits = hits(request, ranked, passing);
    int pictures = index.map(LocalIndex::pictures).orElse(0);
    return new ExplainedHits(
        hits,
        new LocalExplanation(
            pictures,
            ranked.size(),
            passing.map(Set::size).orElse(pictures),
            query.count(),
            index.map(LocalIndex::words).orElse(0),
            index.map(known -> known.segments().size()).orElse(0),
            ranking - start,
            System.nanoTime() - ranking));
  }

  /// The files that pass a filter.
  ///
  /// @return nothing if all do
  private Optional<Set<String>> passing(String where) throws IOException {
    if (where.isBlank()) {
      return Optional.empty();
    }
    var passing = new HashSet<String>();
    now.values(BuiltInField.SHA256.label(), where, Integer.MAX_VALUE)
        .forEach(value -> passing.add(value.value()));
    return Optional.of(passing);
  }

  private List<Hit> hits(
      SearchRequest request, RankedPictures ranked, Optional<Set<String>> passing)
      throws IOException {
    var seen = new HashSet<String>();
    var hits = new ArrayList<Hit>();
    for (int rank = 0; rank < ranked.size() && hits.size() < request.count(); rank++) {
      float score = ranked.score(rank);
      if (score < request.minScore()) {
        break;
      }
      String sha256 = ranked.sha256(rank);
      if (passing.map(set -> set.contains(sha256)).orElse(true) && seen.add(sha256)) {
        for (var item : items(sha256, request)) {
          if (hits.size() < request.count()) {
            hits.add(new Hit(hits.size() + 1, score, item, List.of(), OptionalDouble.empty()));
          }
        }
      }
    }
    return hits;
  }

  /// Those of a file that are in the collection now and pass the filter, without the example.
  private List<Item> items(String sha256, SearchRequest request) throws IOException {
    String of = "%s:%s".formatted(BuiltInField.SHA256.label(), sha256);
    String where = request.where().isBlank() ? of : "%s AND (%s)".formatted(of, request.where());
    var found = now.list(ListRequest.newest(MOST_COPIES).where(where));
    return found.stream().filter(item -> !isExample(item, request)).toList();
  }

  private static boolean isExample(Item item, SearchRequest request) {
    return request.examples().getFirst().example() instanceof Example.OfItem(String id)
        && id.equals(item.id());
  }
}
