package dev.eidetic.evaluate;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/// Applies metrics to judged queries and keeps one number per query and metric.
///
/// Queries may arrive in any order and from several threads, each once; read the outcome with
/// [#finish] after the last of them.
///
/// ```
/// var evaluation = Evaluator.evaluate(truth, rankings, List.of(new RecallAt(1), new MapAtR()));
/// ```
public final class Evaluator implements JudgementSink {

  private final List<Metric> metrics;
  private final Bootstrap bootstrap;
  private final double[][] values;
  private final boolean[][] truncated;
  private final boolean[] judged;
  private final boolean[] nothingToFind;

  /// @param queries how many will be judged
  /// @param metrics to apply, each once
  /// @param bootstrap how confidence intervals are drawn
  public Evaluator(int queries, List<Metric> metrics, Bootstrap bootstrap) {
    require(queries >= 0, "queries is %d; it must not be negative", queries);
    this.metrics = List.copyOf(metrics);
    var labels = new HashSet<String>();
    for (var metric : metrics) {
      require(labels.add(metric.label()), "metric %s is asked for twice", metric.label());
    }
    this.bootstrap = bootstrap;
    this.values = new double[metrics.size()][queries];
    this.truncated = new boolean[metrics.size()][queries];
    this.judged = new boolean[queries];
    this.nothingToFind = new boolean[queries];
  }

  /// Judges and measures a whole run, with [Bootstrap#DEFAULT] intervals.
  ///
  /// @throws IllegalArgumentException if truth and rankings do not fit each other
  public static Evaluation evaluate(GroundTruth truth, Rankings rankings, List<Metric> metrics) {
    var evaluator = new Evaluator(truth.queries(), metrics, Bootstrap.DEFAULT);
    Judge.judgeAll(truth, rankings, evaluator);
    return evaluator.finish();
  }

  @Override
  public void accept(int query, Judgement judgement) {
    judged[query] = true;
    nothingToFind[query] = !judgement.hasRelevant();
    for (int i = 0; i < metrics.size(); i++) {
      var metric = metrics.get(i);
      values[i][query] = metric.of(judgement);
      int needed = Math.min(metric.depth(judgement), judgement.candidates());
      truncated[i][query] = judgement.hasRelevant() && judgement.depth() < needed;
    }
  }

  /// Sums up.
  ///
  /// @throws IllegalStateException if a query was never judged
  public Evaluation finish() {
    for (int query = 0; query < judged.length; query++) {
      if (!judged[query]) {
        throw new IllegalStateException(
            "query %d of %d was never judged".formatted(query, judged.length));
      }
    }
    var results = new ArrayList<MetricResult>(metrics.size());
    for (int i = 0; i < metrics.size(); i++) {
      results.add(result(metrics.get(i), values[i], truncated[i]));
    }
    return new Evaluation(judged.length, count(nothingToFind), results);
  }

  private MetricResult result(Metric metric, double[] perQuery, boolean[] truncated) {
    double[] defined = Arrays.stream(perQuery).filter(value -> !Double.isNaN(value)).toArray();
    return new MetricResult(
        metric.label(),
        Arrays.stream(defined).average().orElse(Double.NaN),
        perQuery,
        perQuery.length - defined.length,
        count(truncated),
        bootstrap.meanInterval(defined));
  }

  private static int count(boolean[] flags) {
    int count = 0;
    for (boolean flag : flags) {
      count += flag ? 1 : 0;
    }
    return count;
  }
}
