package dev.eidetic.rerank;

import java.util.List;

/// What a cascade made of a list of hits.
///
/// @param candidates the same hits in their new order
/// @param reports what became of each stage, in order
public record Reranked(Candidates candidates, List<StageReport> reports) {

  public Reranked {
    reports = List.copyOf(reports);
  }
}
