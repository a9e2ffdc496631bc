package dev.eidetic.demo.show;

import dev.eidetic.engine.Example;
import dev.eidetic.engine.Item;
import dev.eidetic.engine.SearchRequest;
import dev.eidetic.engine.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Makes the searches that the page shows.
final class DemoSearches {

  static final int DEPTH = 5;

  private final Snapshot snapshot;
  private final DemoQueries queries;

  /// A search and what it found.
  ///
  /// @param examples the items searched by, in the order of the request
  /// @param isJudged true where right hits are those of the same product
  record Found(SearchRequest request, List<Item> examples, JudgedSearch judged, boolean isJudged) {}

  DemoSearches(Snapshot snapshot, DemoQueries queries) {
    this.snapshot = snapshot;
    this.queries = queries;
  }

  /// One picture each, to find the others of its product.
  List<Found> singles(int count) throws IOException {
    var found = new ArrayList<Found>();
    for (var item : queries.singles(count)) {
      found.add(find(byItem(item), List.of(item), true));
    }
    return found;
  }

  /// Pictures taken elsewhere, to find the catalogue's own view of the same product.
  List<Found> catalogueViews() throws IOException {
    var found = new ArrayList<Found>();
    for (int category : List.of(0, 3, 6)) {
      var item = queries.last(category, 3);
      found.add(find(byItem(item).where(DemoQueries.VIEW + ":0"), List.of(item), true));
    }
    return found;
  }

  /// A picture of one category, to find what resembles it in another, below a price.
  Found elsewhere() throws IOException {
    var item = queries.last(7, 0);
    String where =
        "%s:%s AND %s:[* TO %d]"
            .formatted(
                DemoQueries.CATEGORY,
                queries.category(2),
                DemoQueries.PRICE,
                queries.middlePrice(2));
    return find(byItem(item).where(where), List.of(item), false);
  }

  /// The same search without and with an example to keep away from.
  List<Found> mixture() throws IOException {
    var like = queries.first(3);
    var plain = byItem(like);
    var hits = snapshot.search(plain);
    var unlike = hits.isEmpty() ? queries.last(3, 0) : hits.getFirst().item();
    return List.of(
        find(plain, List.of(like), false),
        find(plain.unlike(new Example.OfItem(unlike.id())), List.of(like, unlike), false));
  }

  private Found find(SearchRequest request, List<Item> examples, boolean isJudged)
      throws IOException {
    var hits = snapshot.search(request);
    return new Found(request, examples, new JudgedSearch(examples.getFirst(), hits), isJudged);
  }

  private static SearchRequest byItem(Item item) {
    return LeaveOneOut.byItem(item).count(DEPTH);
  }
}
