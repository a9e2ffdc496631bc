package dev.eidetic.engine.evaluation;

import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.encode.lookup.FeatureExtractors;
import dev.eidetic.evaluate.Bootstrap;
import dev.eidetic.evaluate.Judge;
import dev.eidetic.evaluate.Judgement;
import dev.eidetic.evaluate.Rankings;
import dev.eidetic.evaluate.neighbours.BlockNeighbours;
import dev.eidetic.index.aggregated.AggregationSettings;
import dev.eidetic.vectors.VectorSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs an [EvaluationPlan]: encodes every image, ranks the whole gallery for every query by exact
/// cosine, and judges.
///
/// Vectors are kept in memory, 4 bytes per number. Starts `workers` threads per call and ends them;
/// an instance may be used by several callers.
public final class ModelEvaluation {

  private final EvaluationPlan plan;
  private final int workers;
  private final Bootstrap bootstrap;
  private final RerankOptions rerank;

  /// Found when first asked for; all models and cascades share them.
  private @Nullable EvaluationFeatures features;

  /// @param workers threads, 1 to 1024
  /// @param bootstrap how confidence intervals are drawn
  /// @param rerank cascades to try beside the plain ranking
  public ModelEvaluation(
      EvaluationPlan plan, int workers, Bootstrap bootstrap, RerankOptions rerank) {
    this.plan = plan;
    this.workers = workers;
    this.bootstrap = bootstrap;
    this.rerank = rerank;
  }

  /// Evaluates a model: its own ranking first, then each cascade's.
  ///
  /// @param name for people
  /// @throws IOException if an image is missing or refused, naming it
  /// @throws InterruptedException if the caller was interrupted; the threads have ended
  public List<ModelResult> run(
      String name, ImageEncoder encoder, ImageDecoder decoder, EvaluationListener listener)
      throws IOException, InterruptedException {
    var stages = new EnumMap<Stage, Duration>(Stage.class);
    long start = System.nanoTime();
    var distinct = new LinkedHashSet<>(plan.queries());
    distinct.addAll(plan.gallery());
    var encoded =
        new ImageEncoding(plan.root(), List.copyOf(distinct), encoder, decoder)
            .run(workers, listener);
    start = end(Stage.ENCODE, start, stages);
    float[][] gallery = encoded.rows(plan.gallery());
    float[][] queries = encoded.rows(plan.queries());
    var neighbours =
        new BlockNeighbours(VectorSource.of(queries), VectorSource.of(gallery), workers);
    var setups = new ArrayList<SetupResult>();
    var judgements = new ArrayList<Judgement[]>();
    for (var setup : plan.setups()) {
      listener.progress(Stage.JUDGE, setups.size(), plan.setups().size());
      var ofSetup = new Judgement[queries.length];
      judgements.add(ofSetup);
      setups.add(
          SetupResult.of(
              setup,
              bootstrap,
              sink ->
                  neighbours.judgeWhole(
                      setup.truth(),
                      (query, judgement) -> {
                        ofSetup[query] = judgement;
                        sink.accept(query, judgement);
                      })));
    }
    var runFigures = runFigures(neighbours, gallery);
    start = end(Stage.JUDGE, start, stages);
    listener.progress(Stage.HITS, 0, 1);
    var nearest = neighbours.nearest(ModelResult.HITS + 1); // one of them may be the query
    var hits = new int[plan.queries().size()][];
    var scores = new float[hits.length][];
    for (int query = 0; query < hits.length; query++) {
      int[] places = shownPlaces(query, nearest.ranked(query));
      hits[query] = new int[places.length];
      scores[query] = new float[places.length];
      for (int i = 0; i < places.length; i++) {
        hits[query][i] = nearest.ordinals()[query][places[i]];
        scores[query][i] = nearest.scores()[query][places[i]];
      }
    }
    start = end(Stage.HITS, start, stages);
    listener.progress(Stage.MAP, 0, 1);
    var map = PlanarMap.of(gallery);
    end(Stage.MAP, start, stages);
    var plain =
        new ModelResult(
            name,
            Optional.of(encoder.space()),
            encoded.sha256(),
            stages,
            setups,
            runFigures,
            hits,
            scores,
            Optional.of(map),
            Optional.empty());
    var results = new ArrayList<ModelResult>();
    results.add(plain);
    if (!rerank.cascades().isEmpty()) {
      results.addAll(
          new RerankEvaluation(
                  plan,
                  bootstrap,
                  workers,
                  rerank,
                  queries,
                  gallery,
                  () -> features(decoder, listener))
              .run(plain, judgements, listener));
    }
    return results;
  }

  private List<RunFigure> runFigures(BlockNeighbours neighbours, float[][] gallery)
      throws InterruptedException {
    var figures = new ArrayList<RunFigure>();
    var ofPairs = plan.runMeasures().stream().filter(measure -> !measure.isOfClusters()).toList();
    if (!ofPairs.isEmpty()) {
      var truth = plan.setups().getFirst().truth();
      int mostJunk = 0;
      for (int query = 0; query < truth.queries(); query++) {
        mostJunk = Math.max(mostJunk, truth.relevance(query).junk().length);
      }
      figures.addAll(
          new PairFigures(truth, neighbours.nearest(PairFigures.PLACES + mostJunk))
              .of(ofPairs, bootstrap));
    }
    var ofClusters = plan.runMeasures().stream().filter(RunMeasure::isOfClusters).toList();
    if (!ofClusters.isEmpty()) {
      figures.addAll(
          ClusterFigures.of(ofClusters, gallery, plan.galleryLabels(), bootstrap, workers));
    }
    return figures;
  }

  /// Evaluates retrieval by local features alone, without an encoder: ASMK* ([AggregatedIndex]).
  ///
  /// @throws IOException if an image is missing or refused, naming it
  /// @throws InterruptedException if the caller was interrupted; the threads have ended
  public ModelResult runLocal(
      ImageDecoder decoder, AggregationSettings settings, EvaluationListener listener)
      throws IOException, InterruptedException {
    var stages = new EnumMap<Stage, Duration>(Stage.class);
    long start = System.nanoTime();
    var found = features(decoder, listener);
    start = end(Stage.FEATURES, start, stages);
    listener.progress(Stage.WORDS, 0, 1);
    var ranking = LocalRanking.of(plan, found, settings, workers);
    end(Stage.WORDS, start, stages);
    listener.progress(Stage.JUDGE, 0, 1);
    String name = "asmk(%s, words=%d)".formatted(found.kind(), ranking.words());
    var judged = judge(name, ranking);
    stages.putAll(judged.stages());
    return new ModelResult(
        name,
        judged.space(),
        judged.dataSha256(),
        stages,
        judged.setups(),
        judged.runFigures(),
        judged.hits(),
        judged.scores(),
        judged.map(),
        judged.reranking());
  }

  private synchronized EvaluationFeatures features(
      ImageDecoder decoder, EvaluationListener listener) throws IOException, InterruptedException {
    if (features == null) {
      try (var extractor =
          FeatureExtractors.open(rerank.features(), Path.of("").toAbsolutePath())) {
        features = EvaluationFeatures.of(plan, decoder, extractor, workers, listener);
      }
    }
    return features;
  }

  /// Judges rankings that another system made.
  ///
  /// @param name for people
  /// @throws IllegalArgumentException if they do not fit the plan
  public ModelResult judge(String name, Rankings rankings) throws InterruptedException {
    long start = System.nanoTime();
    var stages = new EnumMap<Stage, Duration>(Stage.class);
    var setups = new ArrayList<SetupResult>();
    var hits = new int[rankings.queries()][];
    var kept = new HitKeepingRankings(rankings, hits, this::shownHits);
    for (var setup : plan.setups()) {
      setups.add(
          SetupResult.of(setup, bootstrap, sink -> Judge.judgeAll(setup.truth(), kept, sink)));
    }
    end(Stage.JUDGE, start, stages);
    return new ModelResult(
        name,
        Optional.empty(),
        "",
        stages,
        setups,
        List.of(),
        hits,
        new float[hits.length][0],
        Optional.empty(),
        Optional.empty());
  }

  private int[] shownHits(int query, int[] ranked) {
    return Arrays.stream(shownPlaces(query, ranked)).map(place -> ranked[place]).toArray();
  }

  /// The first places of an answer that are not the query itself.
  private int[] shownPlaces(int query, int[] ranked) {
    var places = new int[Math.min(ModelResult.HITS, ranked.length)];
    int count = 0;
    for (int place = 0; place < ranked.length && count < places.length; place++) {
      if (!plan.isSelf(query, ranked[place])) {
        places[count++] = place;
      }
    }
    return Arrays.copyOf(places, count);
  }

  private static long end(Stage stage, long start, Map<Stage, Duration> stages) {
    long now = System.nanoTime();
    stages.put(stage, Duration.ofNanos(now - start));
    return now;
  }
}
