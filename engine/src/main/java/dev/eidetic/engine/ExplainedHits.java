package dev.eidetic.engine;

import java.util.List;

/// What a search found, and how.
public record ExplainedHits(List<Hit> hits, SearchExplanation explanation) {

  public ExplainedHits {
    hits = List.copyOf(hits);
  }
}
