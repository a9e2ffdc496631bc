package dev.eidetic.server.search;

import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.encode.local.FeatureExtractor;
import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.engine.ExplainedHits;
import dev.eidetic.engine.SearchRequest;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.engine.local.PictureFeatures;
import dev.eidetic.engine.opening.OpenCollection;
import dev.eidetic.engine.reranking.CrossEncoderChoice;
import dev.eidetic.engine.reranking.RerankSettings;
import dev.eidetic.engine.reranking.RerankedHits;
import dev.eidetic.engine.reranking.RerankedSearch;
import dev.eidetic.engine.reranking.StageNote;
import dev.eidetic.engine.reranking.StageOutcome;
import dev.eidetic.server.problems.ProblemException;
import dev.eidetic.server.search.SearchBody.Term;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A search whose first hits are put into a better order, and what the answer says of it.
///
/// @param extractor for stages that compare details
/// @param crossEncoder what the stage `cross` asks
record Reranking(FeatureExtractor extractor, CrossEncoderChoice crossEncoder) {

  /// Finds what is put in order.
  @FunctionalInterface
  interface FirstSearch {

    /// @return nothing to search by vectors
    Optional<ExplainedHits> find(SearchRequest request) throws IOException, ImageRefusedException;
  }

  /// @param terms what is sought, for stages that compare details
  /// @throws ProblemException of status 400 if a stage cannot be had in a search
  RerankedHits search(
      OpenCollection opened,
      Snapshot now,
      SearchRequest request,
      RerankSettings settings,
      FirstSearch first,
      QueryMaker maker,
      List<Term> terms)
      throws IOException, InterruptedException, ImageRefusedException {
    var features = new PictureFeatures(opened.collection().folder(), extractor, opened.decoder());
    RerankedSearch search;
    try {
      search = new RerankedSearch(crossEncoder.in(settings), features);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest("rerank: " + e.getMessage());
    }
    var query =
        RerankedSearch.needsFeatures(settings)
            ? maker.localFeatures(terms, features)
            : Optional.<LocalFeatures>empty();
    var found = first.find(request.count(search.candidates(request)));
    return found.isPresent()
        ? search.rerank(now, request, found.get(), query)
        : search.search(now, request, query);
  }

  static Map<String, Object> json(StageNote note) {
    var json = new LinkedHashMap<String, Object>();
    json.put("stage", note.stage());
    json.put("score", note.score());
    json.put("reason", note.reason());
    json.put("pulledUpBy", note.pulledUpBy());
    return json;
  }

  static Map<String, Object> json(StageOutcome outcome) {
    var json = new LinkedHashMap<String, Object>();
    json.put("stage", outcome.stage());
    json.put("outcome", outcome.outcome());
    json.put("candidates", outcome.candidates());
    json.put("millis", outcome.time().toNanos() / 1e6);
    json.put("text", outcome.text());
    return json;
  }
}
