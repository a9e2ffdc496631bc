package dev.eidetic.demo;

/// One picture of the catalogue.
///
/// @param product number of the product, from 0
/// @param view number of the view, from 0 to 5; 0 is the catalogue shot on white
public record ProductView(int product, int view) {

  /// @throws IllegalArgumentException if a number is out of range
  public ProductView {
    if (product < 0) {
      throw new IllegalArgumentException("product is %d; numbers start at 0".formatted(product));
    }
    if (view < 0 || view >= Catalogue.VIEWS) {
      throw new IllegalArgumentException(
          "view is %d; each product has views 0 to %d".formatted(view, Catalogue.VIEWS - 1));
    }
  }
}
