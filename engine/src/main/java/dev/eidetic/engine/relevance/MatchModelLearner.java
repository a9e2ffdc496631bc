package dev.eidetic.engine.relevance;

import dev.eidetic.engine.EngineException.ConflictException;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.vectors.Kernels;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;

/// Learns what scores mean from a field: items of equal values are matches, items of others are
/// not.
///
/// Up to 1,000 items ask, each against all others of up to 20,000 that have the field. Half of the
/// values (of fewer than 20 values, half of the queries) are learned from and the others judged;
/// then all are learned from. Of each query's pairs the first 100 and 100 others are looked at, the
/// others by their share.
public final class MatchModelLearner {

  private static final int QUERIES = 1_000;
  private static final int NEAR = 100;
  private static final int FAR = 100;
  private static final int[] FIRST_RANKS = {0, 3, 10, 30};
  private static final int LEAST_QUERIES = 20;
  private static final int MANY_VALUES = 20;
  private static final int BINS = 10;
  private static final double LEAST_PROBABILITY = 0.01;

  /// What was learned, and how well that does.
  public record Learned(MatchModel model, MatchReport report) {}

  private final String field;
  private final LabelledVectors vectors;
  private final int dimension;
  private final Random random;
  private final List<Integer> queries = new ArrayList<>();

  private MatchModelLearner(String field, LabelledVectors vectors, int dimension, long seed) {
    this.field = field;
    this.vectors = vectors;
    this.dimension = dimension;
    this.random = new Random(seed);
    var counts = new HashMap<String, Integer>();
    vectors.labels().forEach(label -> counts.merge(label, 1, Integer::sum));
    for (int i = 0; i < vectors.labels().size(); i++) {
      if (counts.getOrDefault(vectors.labels().get(i), 0) > 1) {
        queries.add(i);
      }
    }
    Collections.shuffle(queries, random);
    if (queries.size() > QUERIES) {
      queries.subList(QUERIES, queries.size()).clear();
    }
    requireLabels(counts);
  }

  private void requireLabels(Map<String, Integer> counts) {
    if (queries.size() < LEAST_QUERIES || counts.size() < 2) {
      throw new ConflictException(
          "%d items share their value of field \"%s\" with another, of %d values; at least %d items and 2 values are needed to learn from"
              .formatted(queries.size(), field, counts.size(), LEAST_QUERIES));
    }
  }

  /// Learns from a collection; reads it once and then computes for some seconds.
  ///
  /// @param where only items that pass this filter; empty for all
  /// @param seed of what is drawn
  /// @throws IllegalArgumentException if the field or the filter is unknown
  /// @throws ConflictException if there is too little to learn from, or scores tell nothing
  public static Learned learn(Snapshot now, String field, String where, long seed)
      throws IOException {
    var _ = now.schema().requireType(field);
    var vectors = LabelledVectors.of(now, field, where, seed);
    return new MatchModelLearner(field, vectors, now.dimension(), seed).learn();
  }

  /// Values are split, so that judged queries show what was never seen; where there are few values,
  /// queries are.
  private Learned learn() {
    var values = vectors.labels().stream().distinct().sorted().toList();
    var half = new HashMap<String, Boolean>();
    var shuffled = new ArrayList<>(values);
    Collections.shuffle(shuffled, random);
    for (int i = 0; i < shuffled.size(); i++) {
      half.put(shuffled.get(i), i % 2 == 0);
    }
    IntPredicate isLearnedFrom =
        values.size() >= MANY_VALUES
            ? query -> half.getOrDefault(vectors.labels().get(queries.get(query)), false)
            : query -> query % 2 == 0;
    var first = model(isLearnedFrom);
    var report = report(first, isLearnedFrom);
    return new Learned(model(_ -> true), report);
  }

  private MatchModel model(IntPredicate isUsed) {
    var pairs = new ArrayList<Pair>();
    for (int query = 0; query < queries.size(); query++) {
      if (isUsed.test(query)) {
        addPairs(queries.get(query), pairs);
      }
    }
    var isMatch = new boolean[pairs.size()];
    var weights = new double[pairs.size()];
    for (int i = 0; i < isMatch.length; i++) {
      isMatch[i] = pairs.get(i).isMatch();
      weights[i] = pairs.get(i).weight();
    }
    double least = Double.POSITIVE_INFINITY;
    double[] best = {};
    int bestRank = 0;
    for (int rank = 0; rank < FIRST_RANKS.length; rank++) {
      var features = new double[isMatch.length][];
      for (int i = 0; i < features.length; i++) {
        features[i] = new double[] {1, pairs.get(i).score(), pairs.get(i).chances()[rank]};
      }
      double[] answer = LogisticFit.of(features, isMatch, weights);
      double loss = LogisticFit.loss(features, isMatch, weights, answer);
      if (loss < least) {
        least = loss;
        best = answer;
        bestRank = FIRST_RANKS[rank];
      }
    }
    if (best.length == 0 || !(best[1] > 0)) {
      throw new ConflictException(
          "items of equal \"%s\" score no higher than others; scores tell nothing of it"
              .formatted(field));
    }
    return new MatchModel(
        vectors.background(),
        dimension,
        bestRank,
        best[0],
        best[1],
        best[2],
        field,
        queries.size(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  /// @param chances what the background says, by [#FIRST_RANKS]
  @SuppressWarnings("ArrayRecordComponent")
  private record Pair(double score, double[] chances, boolean isMatch, double weight) {}

  private void addPairs(int query, List<Pair> pairs) {
    float[] vector = vectors.rows().get(query);
    var chances = new double[FIRST_RANKS.length];
    for (int i = 0; i < chances.length; i++) {
      chances[i] = MatchModel.chance(vectors.background(), dimension, vector, FIRST_RANKS[i]);
    }
    var order = new long[vectors.rows().size()];
    int count = 0;
    for (int item = 0; item < order.length; item++) {
      if (item != query) {
        float score = Kernels.dot(vector, vectors.rows().get(item));
        order[count++] = ((long) sortable(score) << Integer.SIZE) | item;
      }
    }
    Arrays.sort(order, 0, count);
    int near = Math.min(NEAR, count);
    for (int i = count - near; i < count; i++) {
      pairs.add(pair(query, (int) order[i], chances, 1));
    }
    int rest = count - near;
    int far = Math.min(FAR, rest);
    for (int i = 0; i < far; i++) {
      int place = far == rest ? i : random.nextInt(rest);
      pairs.add(pair(query, (int) order[place], chances, (double) rest / far));
    }
  }

  private Pair pair(int query, int item, double[] chances, double weight) {
    return new Pair(
        Kernels.dot(vectors.rows().get(query), vectors.rows().get(item)),
        chances,
        vectors.labels().get(query).equals(vectors.labels().get(item)),
        weight);
  }

  /// Whole numbers in the order of the floats.
  private static int sortable(float number) {
    int bits = Float.floatToIntBits(number);
    return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
  }

  private MatchReport report(MatchModel model, IntPredicate isLearnedFrom) {
    var learnedScores = new CutHistogram(-1, 1);
    var learnedProbabilities = new CutHistogram(0, 1);
    var scores = new CutHistogram(-1, 1);
    var probabilities = new CutHistogram(0, 1);
    var bins = new double[BINS][3];
    int judged = 0;
    for (int i = 0; i < queries.size(); i++) {
      int query = queries.get(i);
      boolean isLearned = isLearnedFrom.test(i);
      judged += isLearned ? 0 : 1;
      var curve = model.curve(vectors.rows().get(query));
      for (int item = 0; item < vectors.rows().size(); item++) {
        if (item != query) {
          double score = Kernels.dot(vectors.rows().get(query), vectors.rows().get(item));
          double probability = curve.probability(score);
          boolean isMatch = vectors.labels().get(query).equals(vectors.labels().get(item));
          (isLearned ? learnedScores : scores).add(score, isMatch);
          (isLearned ? learnedProbabilities : probabilities).add(probability, isMatch);
          if (!isLearned && probability >= LEAST_PROBABILITY) {
            double[] bin = bins[Math.min(BINS - 1, (int) (BINS * probability))];
            bin[0]++;
            bin[1] += probability;
            bin[2] += isMatch ? 1 : 0;
          }
        }
      }
    }
    double scoreCut = learnedScores.best();
    double probabilityCut = learnedProbabilities.best();
    return new MatchReport(
        judged,
        vectors.rows().size(),
        scoreCut,
        scores.f1(scoreCut),
        probabilityCut,
        probabilities.f1(probabilityCut),
        probabilities.f1(0.5),
        calibrationError(bins),
        Arrays.stream(bins)
            .map(
                bin ->
                    new MatchReport.Bin(
                        (long) bin[0],
                        bin[0] == 0 ? 0 : bin[1] / bin[0],
                        bin[0] == 0 ? 0 : bin[2] / bin[0]))
            .toList());
  }

  private static double calibrationError(double[][] bins) {
    double pairs = 0;
    double error = 0;
    for (double[] bin : bins) {
      pairs += bin[0];
      error += Math.abs(bin[1] - bin[2]);
    }
    return pairs == 0 ? 0 : error / pairs;
  }
}
