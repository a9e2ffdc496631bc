package dev.eidetic.demo;

import static java.util.Locale.ROOT;

/// An entry of the catalogue.
///
/// @param number from 0
/// @param name such as "speckled stoneware mug"
/// @param category such as "mugs"
/// @param material in words
/// @param colour in words
/// @param priceCents above 0
public record Product(
    int number, String name, String category, String material, String colour, int priceCents) {

  /// Such as `product-07`.
  public String id() {
    return String.format(ROOT, "product-%02d", number);
  }

  /// With two decimals and a point, such as `18.90`.
  public String price() {
    return String.format(ROOT, "%d.%02d", priceCents / 100, priceCents % 100);
  }
}
