package dev.eidetic.server.search;

import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.encode.local.FeatureLimits;
import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.encode.local.SiftExtractor;
import dev.eidetic.engine.SearchRequest;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.engine.local.PictureFeatures;
import dev.eidetic.engine.opening.OpenCollection;
import dev.eidetic.engine.reranking.RerankSettings;
import dev.eidetic.engine.reranking.RerankedHits;
import dev.eidetic.engine.reranking.RerankedSearch;
import dev.eidetic.rerank.StageReport;
import dev.eidetic.server.problems.ProblemException;
import dev.eidetic.server.search.SearchBody.Term;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A search whose first hits are put into a better order, and what the answer says of it.
final class Reranking {

  private Reranking() {}

  /// @param terms what is sought, for stages that compare details
  /// @throws ProblemException of status 400 if a stage cannot be had in a search
  static RerankedHits search(
      OpenCollection opened,
      Snapshot now,
      SearchRequest request,
      RerankSettings settings,
      QueryMaker maker,
      List<Term> terms)
      throws IOException, InterruptedException, ImageRefusedException {
    var features =
        new PictureFeatures(
            opened.collection().folder(),
            new SiftExtractor(FeatureLimits.DEFAULT),
            opened.decoder());
    RerankedSearch search;
    try {
      search = new RerankedSearch(settings, features);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest("rerank: " + e.getMessage());
    }
    var query =
        RerankedSearch.needsFeatures(settings)
            ? maker.localFeatures(terms, features)
            : Optional.<LocalFeatures>empty();
    return search.search(now, request, query);
  }

  /// What each stage said of a hit.
  ///
  /// @param hit its place in the list, from 0
  static List<Map<String, Object>> stages(RerankedHits reranked, int hit) {
    var stages = new ArrayList<Map<String, Object>>();
    var trail = reranked.trails().get(hit);
    for (int i = 0; i < trail.size(); i++) {
      var json = new LinkedHashMap<String, Object>();
      json.put("stage", trail.get(i).stage());
      json.put("score", trail.get(i).score());
      json.put("reason", trail.get(i).reason().text());
      json.put("pulledUpBy", reranked.pulledBy().get(hit).get(i));
      stages.add(json);
    }
    return stages;
  }

  /// What became of each stage.
  static List<Map<String, Object>> reports(List<StageReport> reports) {
    return reports.stream().map(Reranking::report).toList();
  }

  private static Map<String, Object> report(StageReport report) {
    var json = new LinkedHashMap<String, Object>();
    json.put("stage", report.stage());
    json.put("outcome", report.outcome().name().toLowerCase(Locale.ROOT));
    json.put("candidates", report.candidates());
    json.put("millis", report.time().toNanos() / 1e6);
    json.put("text", report.text());
    return json;
  }
}
