package dev.eidetic.demo.show;

import dev.eidetic.engine.Hit;
import dev.eidetic.engine.Item;
import dev.eidetic.engine.fields.FieldValue;
import java.util.List;

/// A search whose right hits are known: those that show the product of the query.
///
/// @param query the item searched by; never among the hits
/// @param hits best first
public record JudgedSearch(Item query, List<Hit> hits) {

  /// The field that right hits share with the query.
  static final String PRODUCT = "product";

  public JudgedSearch {
    hits = List.copyOf(hits);
  }

  /// True when a hit shows the product of the query.
  public boolean isRight(Hit hit) {
    return !product(query).isEmpty() && product(hit.item()).equals(product(query));
  }

  /// How many of the first `depth` hits are right.
  public int right(int depth) {
    return (int) hits.stream().limit(depth).filter(this::isRight).count();
  }

  /// The share of right ones among the first `depth` hits, 0 to 1; hits that are not there count as
  /// wrong.
  public double precision(int depth) {
    return (double) right(depth) / depth;
  }

  /// The product that an item shows; empty if nobody said.
  static String product(Item item) {
    return item.field(PRODUCT).map(FieldValue::display).orElse("");
  }
}
