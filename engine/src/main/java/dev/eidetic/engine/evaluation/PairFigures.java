package dev.eidetic.engine.evaluation;

import dev.eidetic.evaluate.Bootstrap;
import dev.eidetic.evaluate.ConfidenceInterval;
import dev.eidetic.evaluate.GroundTruth;
import dev.eidetic.evaluate.neighbours.Neighbours;
import dev.eidetic.evaluate.pairs.MicroAveragePrecision;
import dev.eidetic.evaluate.pairs.ScoredDecisions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Measures the pairs of all queries together. Of each query its first [#PLACES] hits are pairs, as
/// in submissions of limited length; right images beyond count as never found.
final class PairFigures {

  /// Hits of a query that are pairs, junk left out.
  static final int PLACES = 100;

  /// Pairs that are drawn again in all, and the most for which they are: some seconds.
  private static final int MOST_PAIRS_DRAWN = 20_000_000;

  private static final int MOST_PAIRS = 200_000;

  private final float[][] scores;
  private final boolean[][] right;
  private final int[] relevant;
  private final int pairCount;

  /// @param nearest at least [#PLACES] of each query and its junk, where there are as many
  PairFigures(GroundTruth truth, Neighbours nearest) {
    int queries = truth.queries();
    this.scores = new float[queries][];
    this.right = new boolean[queries][];
    this.relevant = new int[queries];
    int count = 0;
    for (int query = 0; query < queries; query++) {
      var relevance = truth.relevance(query);
      relevant[query] = relevance.relevant().length;
      int[] ranked = nearest.ordinals()[query];
      scores[query] = new float[Math.min(PLACES, ranked.length)];
      right[query] = new boolean[scores[query].length];
      int kept = 0;
      for (int place = 0; place < ranked.length && kept < scores[query].length; place++) {
        if (!relevance.isJunk(ranked[place])) {
          scores[query][kept] = nearest.scores()[query][place];
          right[query][kept++] = relevance.isRelevant(ranked[place]);
        }
      }
      scores[query] = Arrays.copyOf(scores[query], kept);
      count += kept;
    }
    this.pairCount = count;
  }

  List<RunFigure> of(List<RunMeasure> measures, Bootstrap bootstrap) {
    int[] all = new int[scores.length];
    Arrays.setAll(all, i -> i);
    var figures = new ArrayList<RunFigure>();
    for (var measure : measures) {
      figures.add(
          new RunFigure(measure.label(), value(measure, all), interval(measure, bootstrap)));
    }
    return figures;
  }

  private ConfidenceInterval interval(RunMeasure measure, Bootstrap bootstrap) {
    if (pairCount == 0 || pairCount > MOST_PAIRS) {
      return new ConfidenceInterval(Double.NaN, Double.NaN, bootstrap.level());
    }
    int draws = Math.min(bootstrap.resamples(), MOST_PAIRS_DRAWN / pairCount);
    return new Bootstrap(draws, bootstrap.level(), bootstrap.seed())
        .interval(scores.length, drawn -> value(measure, drawn));
  }

  /// NaN where nothing is right.
  private double value(RunMeasure measure, int[] queries) {
    int count = 0;
    int exist = 0;
    for (int query : queries) {
      count += scores[query].length;
      exist += relevant[query];
    }
    if (exist == 0) {
      return Double.NaN;
    }
    var pairScores = new double[count];
    var pairRight = new boolean[count];
    int next = 0;
    for (int query : queries) {
      for (int i = 0; i < scores[query].length; i++) {
        pairScores[next] = scores[query][i];
        pairRight[next++] = right[query][i];
      }
    }
    var pairs = ScoredDecisions.of(pairScores, pairRight);
    return measure == RunMeasure.RECALL_AT_PRECISION_90
        ? MicroAveragePrecision.recallAtPrecision(pairs, exist, 0.9)
        : MicroAveragePrecision.ofPairs(pairs, exist);
  }
}
