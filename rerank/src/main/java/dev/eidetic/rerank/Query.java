package dev.eidetic.rerank;

import dev.eidetic.encode.local.LocalFeatures;
import java.util.Optional;
import java.util.OptionalInt;

/// What is asked.
///
/// @param vector of length 1, or all zeros; shared, must not change
/// @param self the gallery's ordinal of the very image that asks, where there is one: it takes part
///   in nothing, neither as a hit nor as anybody's neighbour
/// @param features local ones, if they are known
public record Query(float[] vector, OptionalInt self, Optional<LocalFeatures> features) {

  public Query {
    vector = UnitVectors.of(vector);
  }

  /// A query whose local features are those of its image, if it is one of the gallery.
  public Query(float[] vector, OptionalInt self) {
    this(vector, self, Optional.empty());
  }

  /// A query that is no image of the gallery.
  public static Query of(float[] vector) {
    return new Query(vector, OptionalInt.empty());
  }

  /// Whether an image of the gallery is the one that asks.
  public boolean isSelf(int ordinal) {
    return self.isPresent() && self.getAsInt() == ordinal;
  }
}
