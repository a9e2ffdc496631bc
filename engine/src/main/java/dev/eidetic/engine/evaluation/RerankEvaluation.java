package dev.eidetic.engine.evaluation;

import dev.eidetic.evaluate.Bootstrap;
import dev.eidetic.evaluate.Judgement;
import dev.eidetic.evaluate.dataset.ImageReference;
import dev.eidetic.evaluate.neighbours.BlockNeighbours;
import dev.eidetic.evaluate.neighbours.Neighbours;
import dev.eidetic.evaluate.protocol.JunkRule;
import dev.eidetic.evaluate.protocol.RerankedJudgement;
import dev.eidetic.rerank.Candidates;
import dev.eidetic.rerank.Cascade;
import dev.eidetic.rerank.CascadeSpec;
import dev.eidetic.rerank.Gallery;
import dev.eidetic.rerank.NeighbourFinder;
import dev.eidetic.rerank.NeighbourLists;
import dev.eidetic.rerank.Query;
import dev.eidetic.rerank.StageSpec;
import dev.eidetic.rerank.TimeBudget;
import dev.eidetic.vectors.ParallelLoop;
import dev.eidetic.vectors.VectorSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Re-ranks what one model found and judges it, in blocks of queries: memory is needed for the
/// first hits of one block, never for whole rankings.
///
/// The image that asks is never among the candidates, nor anybody's neighbour: a deployed system
/// knows it too. Other junk is among them, as it would be there; where there is such junk, the way
/// of papers is computed as well, setup by setup, and labelled.
final class RerankEvaluation {

  private static final int BLOCK = 512;

  /// Finds the plan's local features, which may take minutes.
  @FunctionalInterface
  interface FeatureSource {
    EvaluationFeatures find() throws IOException, InterruptedException;
  }

  private final EvaluationPlan plan;
  private final Bootstrap bootstrap;
  private final int workers;
  private final RerankOptions options;
  private final float[][] queries;
  private final float[][] gallery;
  private final FeatureSource source;
  private final OptionalInt[] selves;
  private Gallery view;
  private Optional<EvaluationFeatures> features = Optional.empty();

  /// @param queries unit vectors in the order of the plan
  /// @param gallery unit vectors in the order of the plan
  /// @param source asked by the first stage that looks at local features
  RerankEvaluation(
      EvaluationPlan plan,
      Bootstrap bootstrap,
      int workers,
      RerankOptions options,
      float[][] queries,
      float[][] gallery,
      FeatureSource source) {
    this.plan = plan;
    this.bootstrap = bootstrap;
    this.workers = workers;
    this.options = options;
    this.queries = queries;
    this.gallery = gallery;
    this.source = source;
    this.view = Gallery.of(gallery);
    this.selves = selves(plan);
  }

  /// Where each query is in the gallery, unless finding itself counts as right.
  private static OptionalInt[] selves(EvaluationPlan plan) {
    var places = new HashMap<ImageReference, Integer>();
    for (int i = 0; i < plan.gallery().size(); i++) {
      places.putIfAbsent(plan.gallery().get(i), i);
    }
    var selves = new OptionalInt[plan.queries().size()];
    for (int query = 0; query < selves.length; query++) {
      var place = places.get(plan.queries().get(query));
      selves[query] =
          place != null && isJunk(plan, query, place) ? OptionalInt.of(place) : OptionalInt.empty();
    }
    return selves;
  }

  private static boolean isJunk(EvaluationPlan plan, int query, int ordinal) {
    return plan.setups().stream().allMatch(setup -> setup.truth().relevance(query).isJunk(ordinal));
  }

  /// Results of all cascades.
  ///
  /// @param plain the model's own result
  /// @param before its judgements, setup by setup
  List<ModelResult> run(ModelResult plain, List<Judgement[]> before, EvaluationListener listener)
      throws IOException, InterruptedException {
    var results = new ArrayList<ModelResult>();
    for (String written : options.cascades()) {
      listener.progress(Stage.PREPARE, 0, 1);
      long start = System.nanoTime();
      var spec = options.spec(written);
      findFeatures(spec);
      var cascade = Cascade.prepare(spec, view, finder(), workers);
      var prepared = Duration.ofNanos(System.nanoTime() - start);
      for (var rule : JunkRule.values()) {
        if (rule == JunkRule.DEPLOYABLE || hasJunk()) {
          var run = new Run(cascade, rule, before, listener);
          results.add(run.result(plain, written, spec, prepared));
        }
      }
    }
    return results;
  }

  /// Once, where a stage looks at them.
  private void findFeatures(CascadeSpec spec) throws IOException, InterruptedException {
    if (features.isEmpty() && spec.stages().stream().anyMatch(StageSpec::needsFeatures)) {
      var found = source.find();
      features = Optional.of(found);
      view = view.withFeatures(found::ofGallery);
    }
  }

  private NeighbourFinder finder() {
    return count -> {
      var source = VectorSource.of(gallery);
      var nearest =
          new BlockNeighbours(source, source, workers)
              .nearestOthers(Math.max(1, Math.min(count, gallery.length - 1)));
      return new NeighbourLists(nearest.ordinals(), nearest.scores());
    };
  }

  /// Whether any setup has junk other than the image that asks.
  private boolean hasJunk() {
    for (var setup : plan.setups()) {
      for (int query = 0; query < queries.length; query++) {
        for (int ordinal : setup.truth().relevance(query).junk()) {
          if (!isSelf(query, ordinal)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private boolean isSelf(int query, int ordinal) {
    return selves[query].isPresent() && selves[query].getAsInt() == ordinal;
  }

  /// One cascade by one rule.
  private final class Run {

    private final Cascade cascade;
    private final JunkRule rule;
    private final List<Judgement[]> before;
    private final EvaluationListener listener;
    private final StageTally tally = new StageTally();
    private final List<Judgement[]> after = new ArrayList<>();
    private final int[][] hits = new int[queries.length][];
    private final float[][] scores = new float[queries.length][];

    Run(Cascade cascade, JunkRule rule, List<Judgement[]> before, EvaluationListener listener) {
      this.cascade = cascade;
      this.rule = rule;
      this.before = before;
      this.listener = listener;
      plan.setups().forEach(_ -> after.add(new Judgement[queries.length]));
    }

    ModelResult result(ModelResult plain, String written, CascadeSpec spec, Duration prepared)
        throws InterruptedException {
      long start = System.nanoTime();
      for (int first = 0; first < queries.length; first += BLOCK) {
        listener.progress(Stage.RERANK, first, queries.length);
        rerankBlock(first, Math.min(BLOCK, queries.length - first));
      }
      var stages = new EnumMap<Stage, Duration>(Stage.class);
      stages.put(Stage.PREPARE, prepared);
      stages.put(Stage.RERANK, Duration.ofNanos(System.nanoTime() - start));
      var setups = new ArrayList<SetupResult>();
      for (int i = 0; i < plan.setups().size(); i++) {
        var judgements = after.get(i);
        setups.add(
            SetupResult.of(
                plan.setups().get(i),
                bootstrap,
                sink -> {
                  for (int query = 0; query < judgements.length; query++) {
                    sink.accept(query, judgements[query]);
                  }
                }));
      }
      return new ModelResult(
          plain.name(),
          plain.space(),
          plain.dataSha256(),
          stages,
          setups,
          List.of(), // scores of cascades are not comparable between queries
          hits,
          scores,
          Optional.empty(),
          Optional.of(
              new Reranking(
                  written,
                  spec.toString(),
                  options.candidates(),
                  ruleText(),
                  rule == JunkRule.PAPER,
                  tally.uses())));
    }

    private String ruleText() {
      String budget =
          options.budget().map(time -> " and " + time.toMillis() + " ms per query").orElse("");
      return "first %d hits re-ranked%s, %s"
          .formatted(
              options.candidates(),
              budget,
              hasJunk()
                  ? rule.label()
                  : "where the way of papers and the deployable way agree: there is no junk but the"
                      + " image that asks");
    }

    private void rerankBlock(int first, int count) throws InterruptedException {
      var block =
          new BlockNeighbours(
                  VectorSource.of(Arrays.copyOfRange(queries, first, first + count)),
                  VectorSource.of(gallery),
                  workers)
              .nearest(options.candidates() + 1 + mostHidden(first, count));
      ParallelLoop.run(workers, count, () -> i -> rerankQuery(first + i, block, i));
    }

    /// How many images the rule may hide from a query.
    private int mostHidden(int first, int count) {
      int most = 0;
      if (rule == JunkRule.PAPER) {
        for (var setup : plan.setups()) {
          for (int query = first; query < first + count; query++) {
            most = Math.max(most, setup.truth().relevance(query).junk().length);
          }
        }
      }
      return most;
    }

    private void rerankQuery(int query, Neighbours block, int row) {
      Map<List<Integer>, Candidates> done = new HashMap<>(); // setups often see the same hits
      for (int i = 0; i < plan.setups().size(); i++) {
        var relevance = plan.setups().get(i).truth().relevance(query);
        int[] places = places(query, block.ordinals()[row], i);
        int[] ordinals = Arrays.stream(places).map(place -> block.ordinals()[row][place]).toArray();
        var better =
            done.computeIfAbsent(
                Arrays.stream(ordinals).boxed().toList(),
                _ -> reranked(query, ordinals, places, block.scores()[row]));
        after.get(i)[query] =
            RerankedJudgement.of(before.get(i)[query], relevance, better.ordinals());
        if (i == 0) {
          keepHits(query, better);
        }
      }
    }

    /// Places of the hits that the cascade sees.
    private int[] places(int query, int[] ranked, int setup) {
      var relevance = plan.setups().get(setup).truth().relevance(query);
      var places = new int[Math.min(options.candidates(), ranked.length)];
      int count = 0;
      for (int place = 0; place < ranked.length && count < places.length; place++) {
        if (!isSelf(query, ranked[place]) && !rule.hides(relevance, ranked[place])) {
          places[count++] = place;
        }
      }
      return Arrays.copyOf(places, count);
    }

    private Candidates reranked(int query, int[] ordinals, int[] places, float[] nearest) {
      var firstScores = new float[places.length];
      for (int i = 0; i < places.length; i++) {
        firstScores[i] = nearest[places[i]];
      }
      var candidates =
          Candidates.of(
              view,
              new Query(queries[query], selves[query], features.map(found -> found.ofQuery(query))),
              ordinals,
              firstScores);
      var budget = options.budget().map(TimeBudget::of).orElseGet(TimeBudget::unlimited);
      var reranked = cascade.rerank(candidates, budget);
      tally.add(reranked.reports());
      return reranked.candidates();
    }

    private void keepHits(int query, Candidates better) {
      int count = Math.min(ModelResult.HITS, better.size());
      hits[query] = Arrays.copyOf(better.ordinals(), count);
      scores[query] = new float[count];
      for (int i = 0; i < count; i++) {
        scores[query][i] = better.score(i);
      }
    }
  }
}
