package dev.eidetic.engine;

import java.util.List;
import java.util.OptionalDouble;

/// One result of a search.
///
/// @param rank from 1
/// @param score cosine with the query, -1 to 1; greater is closer
/// @param item what was found
/// @param folded ids of further items that stand behind this one, best first; see [Arrangement]
/// @param probability that it is a match, 0 to 1; empty unless asked for and learned
public record Hit(
    int rank, float score, Item item, List<String> folded, OptionalDouble probability) {

  public Hit {
    folded = List.copyOf(folded);
  }

  /// The same, and how probable a match it is.
  Hit withProbability(double value) {
    return new Hit(rank, score, item, folded, OptionalDouble.of(value));
  }
}
