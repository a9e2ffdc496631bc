package dev.eidetic.demo;

import static java.util.Locale.ROOT;

/// One picture of the catalogue.
///
/// @param product number of the product, from 0
/// @param view number of the view, from 0
public record ProductView(int product, int view) {

  /// The name that the picture's product carries in the catalogue, such as `product-07`.
  public String productId() {
    return String.format(ROOT, "product-%02d", product);
  }
}
