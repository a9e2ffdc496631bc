package dev.eidetic.index;

import static dev.eidetic.vectors.Preconditions.require;

/// What a search found, best first, equal scores by lower id. Never padded: as many as there are.
///
/// @param ids of the items; the array itself, not a copy
/// @param scores as long as `ids`; greater is closer
public record Hits(long[] ids, float[] scores) {

  public static final Hits NONE = new Hits(new long[0], new float[0]);

  public Hits {
    require(
        ids.length == scores.length,
        "there are %d ids and %d scores; they must be as many",
        ids.length,
        scores.length);
  }

  public int count() {
    return ids.length;
  }
}
