package dev.eidetic.server.search;

import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.encode.local.FeatureExtractor;
import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.engine.ExplainedHits;
import dev.eidetic.engine.SearchRequest;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.engine.local.PictureFeatures;
import dev.eidetic.engine.localindex.CurrentLocalIndex;
import dev.eidetic.engine.localindex.LocalExplanation;
import dev.eidetic.engine.localindex.LocalSearch;
import dev.eidetic.engine.opening.OpenCollection;
import dev.eidetic.server.problems.ProblemException;
import dev.eidetic.server.search.SearchBody.Term;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Searches by details, in what jobs of type `details` have described. Safe for many threads.
final class LocalSearches {

  private final FeatureExtractor extractor;
  private final Map<Path, CurrentLocalIndex> indexes = new ConcurrentHashMap<>();

  LocalSearches(FeatureExtractor extractor) {
    this.extractor = extractor;
  }

  /// @param terms what is sought: one whole picture
  /// @throws ProblemException of status 409 if nothing is described yet, 422 if there is no picture
  ///   to go by
  ExplainedHits search(
      OpenCollection opened,
      Snapshot now,
      SearchRequest request,
      QueryMaker maker,
      List<Term> terms)
      throws IOException, ImageRefusedException {
    LocalSearch.requireAnswerable(request);
    var folder = opened.collection().folder();
    var index =
        indexes.computeIfAbsent(folder, key -> new CurrentLocalIndex(key, extractor.kind())).get();
    if (index.isEmpty()) {
      throw ProblemException.conflict(
          "the details of this collection are not described yet; start a job of type details");
    }
    var features = new PictureFeatures(folder, extractor, opened.decoder());
    LocalFeatures query =
        maker
            .localFeatures(terms, features)
            .orElseThrow(
                () ->
                    ProblemException.unprocessable(
                        "no-picture",
                        "\"local\" goes by a whole picture: an upload, or an id whose file is there as it was"));
    return new LocalSearch(now, index).search(request, query);
  }

  static Map<String, Object> json(LocalExplanation how) {
    var json = new LinkedHashMap<String, Object>();
    json.put("details", how.details());
    json.put("pictures", how.pictures());
    json.put("alike", how.alike());
    json.put("words", how.words());
    json.put("rankMillis", how.rankNanos() / 1e6);
    return json;
  }
}
