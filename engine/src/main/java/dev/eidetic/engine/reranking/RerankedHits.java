package dev.eidetic.engine.reranking;

import dev.eidetic.engine.Hit;
import dev.eidetic.engine.SearchExplanation;
import dev.eidetic.rerank.StageReport;
import dev.eidetic.rerank.StageScore;
import java.util.List;

/// The answer to a search after re-ranking.
///
/// @param explanation how the first hits were found
/// @param hits best first; their scores are those of the last stage that looked at them
/// @param trails for each hit what each stage said, the first search first
/// @param pulledBy for each hit the ids of the images that raised its score most, by stage
/// @param reports what became of each stage
public record RerankedHits(
    SearchExplanation explanation,
    List<Hit> hits,
    List<List<StageScore>> trails,
    List<List<List<String>>> pulledBy,
    List<StageReport> reports) {

  public RerankedHits {
    hits = List.copyOf(hits);
    trails = List.copyOf(trails);
    pulledBy = List.copyOf(pulledBy);
    reports = List.copyOf(reports);
  }
}
