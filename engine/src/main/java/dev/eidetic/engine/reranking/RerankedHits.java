package dev.eidetic.engine.reranking;

import dev.eidetic.engine.Hit;
import dev.eidetic.engine.SearchExplanation;
import dev.eidetic.rerank.StageReport;
import dev.eidetic.rerank.StageScore;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

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

  /// What each stage said of a hit, the first search first.
  ///
  /// @param hit its place in the list, from 0
  public List<StageNote> notes(int hit) {
    var trail = trails.get(hit);
    return IntStream.range(0, trail.size())
        .mapToObj(
            i ->
                new StageNote(
                    trail.get(i).stage(),
                    trail.get(i).score(),
                    trail.get(i).reason().text(),
                    pulledBy.get(hit).get(i)))
        .toList();
  }

  /// What became of each stage.
  public List<StageOutcome> outcomes() {
    return reports.stream()
        .map(
            report ->
                new StageOutcome(
                    report.stage(),
                    report.outcome().name().toLowerCase(Locale.ROOT),
                    report.candidates(),
                    report.time(),
                    report.text()))
        .toList();
  }
}
