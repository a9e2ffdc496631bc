package dev.eidetic.engine.reranking;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.engine.Arrangement;
import dev.eidetic.engine.Example;
import dev.eidetic.engine.ExplainedHits;
import dev.eidetic.engine.Hit;
import dev.eidetic.engine.SearchRequest;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.engine.local.PictureFeatures;
import dev.eidetic.rerank.Candidates;
import dev.eidetic.rerank.Cascade;
import dev.eidetic.rerank.ExhaustiveNeighbours;
import dev.eidetic.rerank.Gallery;
import dev.eidetic.rerank.Query;
import dev.eidetic.rerank.StageReport;
import dev.eidetic.rerank.StageScore;
import dev.eidetic.rerank.StageSpec;
import dev.eidetic.rerank.TimeBudget;
import dev.eidetic.rerank.diffusion.OfflineDiffusion;
import dev.eidetic.rerank.expansion.DatabaseAugmentation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Searches, and puts the first hits into a better order. Any number of threads may search at once.
///
/// Stages see the first hits only, also as each other's neighbours; those that prepare the whole
/// collection first (`dba`, `offlinediffusion`) are refused.
public final class RerankedSearch {

  private final RerankSettings settings;
  private final PictureFeatures features;

  /// @param features for stages that look at local features; asked only by them
  public RerankedSearch(RerankSettings settings, PictureFeatures features) {
    for (var stage : settings.cascade().stages()) {
      require(
          !(stage instanceof DatabaseAugmentation) && !(stage instanceof OfflineDiffusion),
          "stage %s prepares a whole gallery before the first query, and a search re-ranks only what it"
              + " found; try it with eval, or use qe, aqe or diffusion",
          stage);
    }
    this.settings = settings;
    this.features = features;
  }

  /// Searches a snapshot.
  ///
  /// @param request as for [Snapshot#search]; its filter and least score are those of the first
  ///   search
  /// @param query local features of the one example, if there is one and a stage needs them
  public RerankedHits search(
      Snapshot snapshot, SearchRequest request, Optional<LocalFeatures> query)
      throws IOException, InterruptedException {
    float[] vector = snapshot.queryVector(request);
    return rerank(snapshot, request, vector, firstHits(snapshot, request, vector), query);
  }

  /// Puts hits that were found in some other way into a better order.
  ///
  /// @param request its examples and its count hold
  /// @param first hits of this snapshot, as many as [#candidates] says
  /// @param query local features of the one example, if there is one and a stage needs them
  public RerankedHits rerank(
      Snapshot snapshot, SearchRequest request, ExplainedHits first, Optional<LocalFeatures> query)
      throws IOException, InterruptedException {
    return rerank(snapshot, request, snapshot.queryVector(request), first, query);
  }

  /// How many first hits are looked at for a request.
  public int candidates(SearchRequest request) {
    return Math.max(request.count(), settings.candidates());
  }

  private RerankedHits rerank(
      Snapshot snapshot,
      SearchRequest request,
      float[] vector,
      ExplainedHits first,
      Optional<LocalFeatures> query)
      throws IOException, InterruptedException {
    var found = first.hits();
    if (found.size() < 2) {
      return unchanged(first);
    }
    var rows = new float[found.size()][];
    var ordinals = new int[rows.length];
    var scores = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = snapshot.vector(found.get(i).item().id()).orElseThrow();
      ordinals[i] = i;
      scores[i] = found.get(i).score();
    }
    try {
      var details = new HitFeatures(features, found.stream().map(Hit::item).toList());
      var gallery = Gallery.of(rows).withFeatures(details::of);
      var cascade =
          Cascade.prepare(settings.cascade(), gallery, new ExhaustiveNeighbours(gallery, 1), 1);
      var budget = settings.budget().map(TimeBudget::of).orElseGet(TimeBudget::unlimited);
      var candidates =
          Candidates.of(gallery, new Query(vector, OptionalInt.empty(), query), ordinals, scores);
      var reranked = cascade.rerank(candidates, budget);
      return answer(first, reranked.candidates(), request.count(), reranked.reports());
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e.getCause());
    }
  }

  /// Whether a stage looks at local features.
  public static boolean needsFeatures(RerankSettings settings) {
    return settings.cascade().stages().stream().anyMatch(StageSpec::needsFeatures);
  }

  /// The examples' own items are no hits.
  private ExplainedHits firstHits(Snapshot snapshot, SearchRequest request, float[] vector)
      throws IOException {
    var own = new HashSet<String>();
    for (var weighted : request.examples()) {
      if (weighted.example() instanceof Example.OfItem(String id)) {
        own.add(id);
      }
    }
    int count = candidates(request);
    var byVector =
        new SearchRequest(
            List.of(new SearchRequest.Weighted(new Example.Vector(vector), 1)),
            request.where(),
            Math.min(count + own.size(), SearchRequest.MAX_COUNT),
            request.minScore(),
            request.minProbability(),
            request.precision(),
            Arrangement.BY_SCORE);
    var found = snapshot.explain(byVector);
    return new ExplainedHits(without(own, found.hits(), count), found.explanation());
  }

  private static List<Hit> without(Set<String> own, List<Hit> hits, int most) {
    return hits.stream().filter(hit -> !own.contains(hit.item().id())).limit(most).toList();
  }

  private static RerankedHits unchanged(ExplainedHits first) {
    var found = first.hits();
    return new RerankedHits(
        first.explanation(),
        found,
        found.stream().map(_ -> List.<StageScore>of()).toList(),
        found.stream().map(_ -> List.<List<String>>of()).toList(),
        List.of());
  }

  private static RerankedHits answer(
      ExplainedHits first, Candidates reranked, int count, List<StageReport> reports) {
    var found = first.hits();
    var hits = new ArrayList<Hit>();
    var trails = new ArrayList<List<StageScore>>();
    var pulledBy = new ArrayList<List<List<String>>>();
    for (int place = 0; place < Math.min(count, reranked.size()); place++) {
      var hit = reranked.hit(place);
      hits.add(
          new Hit(
              place + 1,
              hit.score(),
              found.get(hit.ordinal()).item(),
              List.of(),
              found.get(hit.ordinal()).probability()));
      trails.add(hit.trail());
      pulledBy.add(
          hit.trail().stream()
              .map(
                  score ->
                      score.reason().pulledBy().stream()
                          .map(ordinal -> found.get(ordinal).item().id())
                          .toList())
              .toList());
    }
    return new RerankedHits(first.explanation(), hits, trails, pulledBy, reports);
  }
}
