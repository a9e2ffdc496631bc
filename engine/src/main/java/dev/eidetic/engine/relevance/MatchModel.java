package dev.eidetic.engine.relevance;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.vectors.Kernels;
import java.time.Instant;
import java.util.Arrays;

/// What the scores of a collection mean.
///
/// A raw cosine does not carry from query to query: 0.4 is much for a query that resembles nothing
/// and little for one that resembles everything. So each query is first compared with a background,
/// vectors drawn from the collection; the mean of three of its best scores there says what chance
/// gives it. The log odds of a match are linear in the score and in that mean.
///
/// Source: score normalisation by background vectors is that of Pizzi et al., SSCD, 2022 (their
/// weight is -1; ours is learned); the fit is Platt's, 1999. Any number of threads may ask.
///
/// @param background unit vectors, one after the other
/// @param dimension numbers per vector
/// @param firstRank of the three scores among the background, from 0
/// @param intercept of the log odds
/// @param scoreWeight of a hit's score, above 0
/// @param chanceWeight of the mean
/// @param field whose equal values were matches
/// @param queries that it was learned from
@SuppressWarnings("ArrayRecordComponent")
public record MatchModel(
    float[] background,
    int dimension,
    int firstRank,
    double intercept,
    double scoreWeight,
    double chanceWeight,
    String field,
    int queries,
    Instant learned) {

  private static final int RANKS = 3;

  /// A background vector this near is the query itself.
  private static final float SELF = 0.9999f;

  public MatchModel {
    require(
        dimension >= 1 && background.length % dimension == 0,
        "background has %d numbers; it must be vectors of %d",
        background.length,
        dimension);
    require(firstRank >= 0, "firstRank is %d; it must not be negative", firstRank);
    require(
        scoreWeight > 0 && Double.isFinite(scoreWeight),
        "scoreWeight is %s; it must be above 0",
        scoreWeight);
    require(
        Double.isFinite(intercept) && Double.isFinite(chanceWeight),
        "intercept is %s and chanceWeight %s; they must be numbers",
        intercept,
        chanceWeight);
  }

  /// @param query a unit vector
  public MatchCurve curve(float[] query) {
    require(
        query.length == dimension,
        "the query has %d numbers; match probabilities were learned for %d",
        query.length,
        dimension);
    double chance = chance(background, dimension, query, firstRank);
    return new MatchCurve(intercept + chanceWeight * chance, scoreWeight);
  }

  /// The mean of three scores among a background, from a rank on; of fewer where it has no more, 0
  /// where it has none.
  static double chance(float[] background, int dimension, float[] query, int firstRank) {
    var best = new float[firstRank + RANKS];
    Arrays.fill(best, Float.NEGATIVE_INFINITY);
    var row = new float[dimension];
    for (int start = 0; start < background.length; start += dimension) {
      System.arraycopy(background, start, row, 0, dimension);
      float score = Kernels.dot(row, query);
      if (score < SELF && score > best[best.length - 1]) {
        int place = best.length - 1;
        while (place > 0 && best[place - 1] < score) {
          best[place] = best[place - 1];
          place--;
        }
        best[place] = score;
      }
    }
    double sum = 0;
    int count = 0;
    for (int rank = firstRank; rank < best.length; rank++) {
      if (best[rank] > Float.NEGATIVE_INFINITY) {
        sum += best[rank];
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }
}
