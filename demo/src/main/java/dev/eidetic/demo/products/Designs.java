package dev.eidetic.demo.products;

import java.util.List;
import java.util.stream.Stream;

/// All products.
public final class Designs {

  private Designs() {}

  /// Forty-eight designs, always in the same order; made anew at each call.
  public static List<Design> all() {
    return Stream.of(
            Mugs.all(),
            Vases.all(),
            Lamps.all(),
            Seats.all(),
            Tableware.all(),
            Clocks.all(),
            Toys.all(),
            Audio.all())
        .flatMap(List::stream)
        .toList();
  }
}
