package dev.eidetic.cli;

import dev.eidetic.engine.reranking.RerankedHits;
import dev.eidetic.rerank.StageReport;
import dev.eidetic.rerank.StageScore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What stages said of hits, for people and programs.
final class TrailText {

  private TrailText() {}

  /// What became of each stage, then each hit with a line per stage.
  static List<String> lines(RerankedHits reranked) {
    var lines = new ArrayList<String>();
    reranked.reports().stream().map(StageReport::text).forEach(lines::add);
    for (int i = 0; i < reranked.hits().size(); i++) {
      var hit = reranked.hits().get(i);
      lines.add(hit.rank() + "  " + hit.item().id());
      for (int stage = 0; stage < reranked.trails().get(i).size(); stage++) {
        lines.add(
            "   "
                + line(reranked.trails().get(i).get(stage), reranked.pulledBy().get(i).get(stage)));
      }
    }
    return lines;
  }

  static String line(StageScore score, List<String> pulledBy) {
    String pulled = pulledBy.isEmpty() ? "" : "; pulled up by " + String.join(", ", pulledBy);
    return String.format(
        Locale.ROOT, "%s %.4f: %s%s", score.stage(), score.score(), score.reason().text(), pulled);
  }

  /// One object per stage that looked at a hit.
  static List<Map<String, Object>> json(RerankedHits reranked, int hit) {
    var stages = new ArrayList<Map<String, Object>>();
    for (var note : reranked.notes(hit)) {
      var json = new LinkedHashMap<String, Object>();
      json.put("stage", note.stage());
      json.put("score", note.score());
      json.put("reason", note.reason());
      json.put("pulled_up_by", note.pulledUpBy());
      stages.add(json);
    }
    return stages;
  }
}
