package dev.eidetic.engine;

import java.util.List;

/// One result of a search.
///
/// @param rank from 1
/// @param score cosine with the query, -1 to 1; greater is closer
/// @param item what was found
/// @param folded ids of further items that stand behind this one, best first; see [Arrangement]
public record Hit(int rank, float score, Item item, List<String> folded) {

  public Hit {
    folded = List.copyOf(folded);
  }
}
