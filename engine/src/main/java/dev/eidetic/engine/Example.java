package dev.eidetic.engine;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.image.Pixels;

/// What a search goes by: a picture, an item of the collection, or a vector.
public sealed interface Example {

  /// A picture; the collection's encoder turns it into a vector.
  record Picture(Pixels pixels) implements Example {}

  /// An item by its id; it is left out of the hits.
  record OfItem(String id) implements Example {}

  /// A vector of the collection's space; its length does not matter, its direction does.
  ///
  /// @param numbers read during the search, never kept
  record Vector(float[] numbers) implements Example {

    public Vector {
      require(numbers.length > 0, "an example vector has no numbers");
    }
  }
}
