package dev.eidetic.server.search;

import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.encode.local.FeatureExtractor;
import dev.eidetic.engine.Arrangement;
import dev.eidetic.engine.Example;
import dev.eidetic.engine.ExplainedHits;
import dev.eidetic.engine.Hit;
import dev.eidetic.engine.Precision;
import dev.eidetic.engine.SearchExplanation;
import dev.eidetic.engine.SearchRequest;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.engine.localindex.LocalExplanation;
import dev.eidetic.engine.query.Region;
import dev.eidetic.engine.reranking.CrossEncoderChoice;
import dev.eidetic.engine.reranking.RerankSettings;
import dev.eidetic.engine.reranking.RerankedHits;
import dev.eidetic.server.collections.Catalogue;
import dev.eidetic.server.collections.ServedCollection;
import dev.eidetic.server.http.Access;
import dev.eidetic.server.http.Call;
import dev.eidetic.server.http.Reply;
import dev.eidetic.server.http.RequestBody;
import dev.eidetic.server.http.Route;
import dev.eidetic.server.http.Workbench;
import dev.eidetic.server.images.ItemView;
import dev.eidetic.server.metrics.ServerMetrics;
import dev.eidetic.server.metrics.Stage;
import dev.eidetic.server.problems.ProblemException;
import dev.eidetic.server.search.SearchBody.OfUpload;
import dev.eidetic.server.search.SearchBody.Term;
import dev.eidetic.vectors.Kernels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Search by uploads, ids, vectors and any mixture of them.
public final class SearchRoutes {

  private static final String WHOLE_BODY = "image";
  private static final int MOST_UPLOADS = 16;

  private final Catalogue catalogue;
  private final Workbench workbench;
  private final ServerMetrics metrics;
  private final ShadowChecks shadowChecks;
  private final Reranking reranking;
  private final LocalSearches localSearches;

  /// @param shadowChecks see the searches that go by vectors alone
  /// @param extractor for stages that compare details; stays the caller's to close
  /// @param crossEncoder what the stage `cross` asks; stays the caller's to close
  public SearchRoutes(
      Catalogue catalogue,
      Workbench workbench,
      ServerMetrics metrics,
      ShadowChecks shadowChecks,
      FeatureExtractor extractor,
      CrossEncoderChoice crossEncoder) {
    this.catalogue = catalogue;
    this.workbench = workbench;
    this.metrics = metrics;
    this.shadowChecks = shadowChecks;
    this.reranking = new Reranking(extractor, crossEncoder);
    this.localSearches = new LocalSearches(extractor);
  }

  public List<Route> routes() {
    return List.of(
        new Route("POST", "/v1/collections/{collection}/search", Access.READ, this::search));
  }

  private Reply search(Call call) throws Exception {
    long begin = System.nanoTime();
    try (var use = catalogue.get(call.variable("collection")).use()) {
      return switch (call.body().mediaType()) {
        case "application/json" -> byJson(call, use, begin);
        case "multipart/form-data" -> byParts(call, use, begin);
        default -> byWhole(call, use, begin);
      };
    }
  }

  private Reply byJson(Call call, ServedCollection.Use use, long begin) throws Exception {
    var body = SearchBody.of(call.body().json());
    try (var now = use.collection().snapshot()) {
      var maker = new QueryMaker(use.opened(), now, workbench, metrics);
      return find(use, now, maker, body, begin);
    }
  }

  /// The body is the picture, all else stands in the query.
  private Reply byWhole(Call call, ServedCollection.Use use, long begin) throws Exception {
    Optional<Region> region = call.parameter("box").map(SearchBody::region);
    var body = ofParameters(call, List.of(upload(WHOLE_BODY)));
    byte[] file = call.body().image();
    try (var now = use.collection().snapshot()) {
      var maker = new QueryMaker(use.opened(), now, workbench, metrics);
      maker.upload(WHOLE_BODY, file, region);
      return find(use, now, maker, body, begin);
    }
  }

  /// A part `request` says what is sought; it must come before the files it names. Without it, all
  /// files are to be resembled.
  private Reply byParts(Call call, ServedCollection.Use use, long begin) throws Exception {
    var parts = call.body().multipart();
    Optional<SearchBody> body = Optional.empty();
    try (var now = use.collection().snapshot()) {
      var maker = new QueryMaker(use.opened(), now, workbench, metrics);
      for (var part = parts.next(); part.isPresent(); part = parts.next()) {
        String name = part.get().name();
        if (name.equals("request")) {
          body = Optional.of(SearchBody.of(RequestBody.parse(part.get().content())));
        } else if (maker.vectors().size() == MOST_UPLOADS) {
          throw ProblemException.tooLarge(
              "the search has more than %d pictures".formatted(MOST_UPLOADS));
        } else {
          var region = body.flatMap(known -> regionOf(known, name));
          maker.upload(name, part.get().content(), region);
        }
      }
      var uploads = maker.vectors().keySet().stream().map(SearchRoutes::upload).toList();
      return find(use, now, maker, body.orElseGet(() -> ofParameters(call, uploads)), begin);
    }
  }

  private static Term upload(String part) {
    return new Term(new OfUpload(part), 1, Optional.empty());
  }

  private static Optional<Region> regionOf(SearchBody body, String part) {
    return body.terms().stream()
        .filter(term -> term.source().equals(new OfUpload(part)))
        .findFirst()
        .flatMap(Term::region);
  }

  private static SearchBody ofParameters(Call call, List<Term> terms) {
    return new SearchBody(
        terms,
        call.parameter("where").orElse(""),
        call.integer("offset", 0),
        call.integer("count", 10),
        (float) number(call, "minScore", -1),
        number(call, "minProbability", 0),
        call.flag("exact"),
        call.flag("explain"),
        call.flag("local"),
        RerankReader.read(
            call.parameter("rerank").orElse(""),
            call.integer("candidates", RerankSettings.CANDIDATES),
            call.integer("budgetMillis", 0)));
  }

  private static double number(Call call, String name, double otherwise) {
    var text = call.parameter(name);
    try {
      return text.isPresent() ? Double.parseDouble(text.get()) : otherwise;
    } catch (NumberFormatException _) {
      throw ProblemException.badRequest(
          "%s is \"%s\"; it must be a number".formatted(name, text.orElseThrow()));
    }
  }

  private Reply find(
      ServedCollection.Use use, Snapshot now, QueryMaker maker, SearchBody body, long begin)
      throws Exception {
    var examples = maker.examples(body.terms());
    long made = System.nanoTime();
    var request =
        new SearchRequest(
            examples,
            body.where(),
            body.offset() + body.count(),
            body.minScore(),
            OptionalDouble.of(body.minProbability()),
            body.isExact() ? Precision.EXACT : Precision.USUAL,
            Arrangement.BY_SCORE);
    var answer =
        workbench.run(
            () -> metrics.time(Stage.SEARCH, () -> answer(use, now, maker, body, request)));
    long found = System.nanoTime();
    var hits = answer.hits();
    int first = Math.min(body.offset(), hits.size());
    var page = hits.subList(first, hits.size());
    var json = new LinkedHashMap<String, Object>();
    var listed = new ArrayList<Map<String, Object>>();
    for (int i = first; i < hits.size(); i++) {
      var hit = json(hits.get(i));
      if (body.isExplained() && answer.reranked().isPresent()) {
        var notes = answer.reranked().get().notes(i);
        hit.put("stages", notes.stream().map(Reranking::json).toList());
      }
      listed.add(hit);
    }
    json.put("hits", listed);
    json.put("hasMore", hits.size() == body.offset() + body.count());
    if (!maker.vectors().isEmpty()) {
      json.put("vectors", maker.vectors());
    }
    if (body.isExplained()) {
      var explanation = new LinkedHashMap<String, Object>();
      explanation.put("items", now.size());
      explanation.put("passing", now.count(body.where()));
      explanation.put("queryMillis", (made - begin) / 1e6);
      explanation.put("searchMillis", (found - made) / 1e6);
      explanation.put("shares", shares(now, request, page));
      answer.local().ifPresent(how -> explanation.put("local", LocalSearches.json(how)));
      answer
          .reranked()
          .ifPresent(
              reranked -> {
                var outcomes = reranked.outcomes().stream().map(Reranking::json).toList();
                explanation.put("rerank", outcomes);
              });
      json.put("explanation", explanation);
    }
    return Reply.ok(json);
  }

  /// @param reranked how the hits came into this order, if they were put into another
  /// @param local how they were found by details, if they were
  private record Answer(
      List<Hit> hits, Optional<RerankedHits> reranked, Optional<LocalExplanation> local) {

    static Answer of(
        List<Hit> hits, SearchExplanation explanation, Optional<RerankedHits> reranked) {
      var local =
          explanation instanceof LocalExplanation how
              ? Optional.of(how)
              : Optional.<LocalExplanation>empty();
      return new Answer(hits, reranked, local);
    }
  }

  private Answer answer(
      ServedCollection.Use use,
      Snapshot now,
      QueryMaker maker,
      SearchBody body,
      SearchRequest request)
      throws Exception {
    if (body.rerank().isPresent()) {
      var found =
          reranking.search(
              use.opened(),
              now,
              request,
              body.rerank().get(),
              asked -> local(use, now, maker, body, asked),
              maker,
              body.terms());
      return Answer.of(found.hits(), found.explanation(), Optional.of(found));
    }
    var local = local(use, now, maker, body, request);
    if (local.isEmpty()) {
      var found = now.explain(request);
      shadowChecks.saw(use.name(), request, found.hits());
      return Answer.of(found.hits(), found.explanation(), Optional.empty());
    }
    var found = local.get();
    return Answer.of(found.hits(), found.explanation(), Optional.empty());
  }

  private Optional<ExplainedHits> local(
      ServedCollection.Use use,
      Snapshot now,
      QueryMaker maker,
      SearchBody body,
      SearchRequest request)
      throws IOException, ImageRefusedException {
    return body.isLocal()
        ? Optional.of(localSearches.search(use.opened(), now, request, maker, body.terms()))
        : Optional.empty();
  }

  private static Map<String, Object> json(Hit hit) {
    var json = new LinkedHashMap<String, Object>();
    json.put("rank", hit.rank());
    json.put("score", hit.score());
    hit.probability().ifPresent(probability -> json.put("probability", probability));
    json.putAll(ItemView.of(hit.item()));
    return json;
  }

  /// What each example alone says of each hit: its cosine, by rank, in the order of the examples.
  private static Map<String, Object> shares(Snapshot now, SearchRequest request, List<Hit> hits)
      throws Exception {
    var vectors = new ArrayList<float[]>();
    for (var weighted : request.examples()) {
      vectors.add(
          switch (weighted.example()) {
            case Example.OfItem(String id) -> now.vector(id).orElseThrow();
            case Example.Vector(float[] numbers) -> numbers.clone();
            case Example.Picture _ ->
                throw new IllegalStateException("pictures have become vectors before");
          });
    }
    for (float[] vector : vectors) {
      var _ = Kernels.normalize(vector);
    }
    var shares = new HashMap<String, Object>();
    for (var hit : hits) {
      float[] stored = now.vector(hit.item().id()).orElseThrow();
      shares.put(
          Integer.toString(hit.rank()),
          vectors.stream().map(vector -> Kernels.dot(vector, stored)).toList());
    }
    return shares;
  }
}
