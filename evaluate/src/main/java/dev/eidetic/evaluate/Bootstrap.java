package dev.eidetic.evaluate;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/// Confidence intervals by resampling queries (percentile bootstrap): the queries are drawn again,
/// with replacement, as often as there are; the interval is what the middle of the means spans.
///
/// Queries are taken as independent. Where they are not (several photographs of one landmark,
/// several crops of one image), true intervals are wider. With more than [#MOST_RESAMPLED] values
/// the distribution of the mean is normal to well within the noise of resampling, and its quantiles
/// are computed instead of drawn. Source: Efron and Tibshirani, An Introduction to the Bootstrap,
/// 1993, chapter 13.
///
/// @param resamples how many means are drawn, 100 to 1,000,000
/// @param level share of the means that the interval spans, between 0 and 1
/// @param seed of the draws; same values and seed, same interval
public record Bootstrap(int resamples, double level, long seed) {

  /// 95 %, 10,000 resamples.
  public static final Bootstrap DEFAULT = new Bootstrap(10_000, 0.95, 42);

  /// Up to here means are drawn one by one.
  public static final int MOST_RESAMPLED = 5_000;

  /// Items that [#interval] draws in all: some seconds.
  private static final int MOST_ITEMS_DRAWN = 10_000_000;

  public Bootstrap {
    require(
        100 <= resamples && resamples <= 1_000_000,
        "resamples is %d; it must be 100 to 1000000",
        resamples);
    require(0 < level && level < 1, "level is %s; it must be between 0 and 1", level);
  }

  /// Interval of the mean.
  ///
  /// @param values one per query, none of them NaN
  /// @return both ends NaN if there are no values
  public ConfidenceInterval meanInterval(double[] values) {
    if (values.length == 0) {
      return new ConfidenceInterval(Double.NaN, Double.NaN, level);
    }
    return values.length > MOST_RESAMPLED ? normalInterval(values) : resampledInterval(values);
  }

  /// Interval of any figure over a list of independent items, such as queries or tested images, by
  /// drawing as many of them again. Draws without a figure (NaN, such as a draw of good images
  /// only) are passed over.
  ///
  /// @param items how many there are
  /// @param figure of drawn items; they are given by number and may repeat
  /// @return both ends NaN where fewer than 100 draws of so many items are affordable
  public ConfidenceInterval interval(int items, ToDoubleFunction<int[]> figure) {
    int draws = Math.min(resamples, MOST_ITEMS_DRAWN / Math.max(1, items));
    var random = new SplittableRandom(seed);
    var values = new double[draws < 100 ? 0 : draws];
    var drawn = new int[items];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      Arrays.setAll(drawn, _ -> random.nextInt(items));
      double value = figure.applyAsDouble(drawn);
      if (!Double.isNaN(value)) {
        values[count++] = value;
      }
    }
    if (count == 0) {
      return new ConfidenceInterval(Double.NaN, Double.NaN, level);
    }
    Arrays.sort(values, 0, count);
    int tail = (int) Math.floor((1 - level) / 2 * count);
    return new ConfidenceInterval(values[tail], values[count - 1 - tail], level);
  }

  private ConfidenceInterval resampledInterval(double[] values) {
    var random = new SplittableRandom(seed);
    var means = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      double sum = 0;
      for (int j = 0; j < values.length; j++) {
        sum += values[random.nextInt(values.length)];
      }
      means[i] = sum / values.length;
    }
    Arrays.sort(means);
    int tail = (int) Math.floor((1 - level) / 2 * resamples);
    return new ConfidenceInterval(means[tail], means[resamples - 1 - tail], level);
  }

  private ConfidenceInterval normalInterval(double[] values) {
    double mean = Arrays.stream(values).sum() / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double reach = Normal.quantile((1 + level) / 2) * Math.sqrt(squares) / values.length;
    return new ConfidenceInterval(mean - reach, mean + reach, level);
  }
}
