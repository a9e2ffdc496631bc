package dev.eidetic.engine.evaluation;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.encode.local.FeatureExtractor;
import dev.eidetic.evaluate.Relevance;
import dev.eidetic.evaluate.neighbours.BlockNeighbours;
import dev.eidetic.evaluate.neighbours.Neighbours;
import dev.eidetic.rerank.cross.MatchTokens;
import dev.eidetic.vectors.ParallelLoop;
import dev.eidetic.vectors.VectorSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Pairs to learn re-ranking from: each query of a plan with the first hits of an encoder, hard
/// ones by nature, and with a few right ones that it did not find among them.
///
/// Right is what the plan's first setup calls right; what it calls junk is left out. Pairs are kept
/// in memory, some 3 KB each.
public final class PairMiner {

  private final EvaluationPlan plan;
  private final int hits;
  private final int missed;
  private final int workers;

  /// @param hits of each query, 1 to 1,000
  /// @param missed right pictures of each query beyond its first hits, at most, 0 to 1,000
  /// @param workers threads, 1 to 1024
  public PairMiner(EvaluationPlan plan, int hits, int missed, int workers) {
    require(1 <= hits && hits <= 1000, "hits is %d; it must be 1 to 1000", hits);
    require(0 <= missed && missed <= 1000, "missed is %d; it must be 0 to 1000", missed);
    this.plan = plan;
    this.hits = hits;
    this.missed = missed;
    this.workers = workers;
  }

  /// Mines.
  ///
  /// @return pairs of one query in a row, the first hit first
  /// @throws IOException if an image is missing or refused, naming it
  public List<MinedPair> run(
      ImageEncoder encoder,
      FeatureExtractor extractor,
      ImageDecoder decoder,
      EvaluationListener listener)
      throws IOException, InterruptedException {
    var distinct = new LinkedHashSet<>(plan.queries());
    distinct.addAll(plan.gallery());
    var encoded =
        new ImageEncoding(plan.root(), List.copyOf(distinct), encoder, decoder)
            .run(workers, listener);
    var queries = encoded.rows(plan.queries());
    var source = VectorSource.of(encoded.rows(plan.gallery()));
    var nearest =
        new BlockNeighbours(VectorSource.of(queries), source, workers)
            .nearest(Math.min(source.count(), hits + mostJunk()));
    var features = EvaluationFeatures.of(plan, decoder, extractor, workers, listener);
    var mined = new ArrayList<List<MinedPair>>();
    plan.queries().forEach(_ -> mined.add(new ArrayList<>()));
    var done = new AtomicInteger();
    ParallelLoop.run(
        workers,
        plan.queries().size(),
        () -> {
          var tokens = new MatchTokens(extractor.kind());
          return query -> {
            mined.get(query).addAll(pairs(query, nearest, features, tokens));
            synchronized (done) { // listeners hear one thread at a time
              listener.progress(Stage.MINE, done.incrementAndGet(), plan.queries().size());
            }
          };
        });
    return mined.stream().flatMap(List::stream).toList();
  }

  private Relevance relevance(int query) {
    return plan.setups().getFirst().truth().relevance(query);
  }

  private int mostJunk() {
    int most = 1; // the query itself
    for (int query = 0; query < plan.queries().size(); query++) {
      most = Math.max(most, 1 + relevance(query).junk().length);
    }
    return most;
  }

  private List<MinedPair> pairs(
      int query, Neighbours nearest, EvaluationFeatures features, MatchTokens tokens) {
    var relevance = relevance(query);
    if (relevance.relevant().length == 0) {
      return List.of();
    }
    var chosen = new LinkedHashSet<Integer>();
    for (int ordinal : nearest.ranked(query)) {
      if (chosen.size() < hits && !relevance.isJunk(ordinal) && !plan.isSelf(query, ordinal)) {
        chosen.add(ordinal);
      }
    }
    int found = chosen.size();
    for (int ordinal : relevance.relevant()) {
      if (chosen.size() < found + missed && !plan.isSelf(query, ordinal)) {
        chosen.add(ordinal);
      }
    }
    String group =
        plan.galleryLabels().isEmpty()
            ? plan.queries().get(query).path()
            : plan.galleryLabels().get(relevance.relevant()[0]);
    var pairs = new ArrayList<MinedPair>();
    for (int ordinal : chosen) {
      float[] rows = tokens.of(features.ofQuery(query), features.ofGallery(ordinal).orElseThrow());
      var halves = new short[rows.length];
      for (int i = 0; i < rows.length; i++) {
        halves[i] = Float.floatToFloat16(rows[i]);
      }
      pairs.add(new MinedPair(query, group, halves, relevance.isRelevant(ordinal)));
    }
    return pairs;
  }
}
