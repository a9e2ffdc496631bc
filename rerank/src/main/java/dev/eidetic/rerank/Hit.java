package dev.eidetic.rerank;

import java.util.List;

/// One hit with its history.
///
/// @param ordinal in the gallery
/// @param score by the last stage that looked at it; greater is closer
/// @param trail what each stage said, the first search first; stages that did not look this far
///   down are not in it
public record Hit(int ordinal, float score, List<StageScore> trail) {

  public Hit {
    trail = List.copyOf(trail);
  }
}
