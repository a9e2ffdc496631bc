package dev.eidetic.engine.evaluation;

import dev.eidetic.evaluate.MetricResult;
import dev.eidetic.evaluate.dataset.EvaluationTask;
import dev.eidetic.evaluate.dataset.ListFingerprint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An [EvaluationReport] as JSON, in full precision. What is undefined is null in lists and left
/// out elsewhere. [SavedEvaluation] reads it.
public final class EvaluationJson {

  /// The value of `format`.
  public static final String FORMAT = "eidetic-evaluation-1";

  private EvaluationJson() {}

  /// Maps, lists, texts and numbers.
  public static Map<String, Object> of(EvaluationReport report) {
    var plan = report.plan();
    var json = new LinkedHashMap<String, Object>();
    json.put("format", FORMAT);
    json.put("made", report.made().toString());
    json.put("command", report.command());
    json.put("name", plan.name());
    json.put("root", plan.root().toString());
    json.put("lists_sha256", fingerprint(plan));
    json.put("gallery", plan.gallery().size());
    if (!plan.remarks().isEmpty()) {
      json.put("remarks", plan.remarks());
    }
    json.put("level", report.bootstrap().level());
    json.put("resamples", report.bootstrap().resamples());
    json.put("seed", report.bootstrap().seed());
    json.put("queries", plan.queries().stream().map(query -> query.path()).toList());
    var models = new ArrayList<Object>();
    for (int i = 0; i < report.models().size(); i++) {
      models.add(model(report, i));
    }
    json.put("models", models);
    return json;
  }

  private static String fingerprint(EvaluationPlan plan) {
    var truth = plan.setups().getFirst().truth();
    return ListFingerprint.of(new EvaluationTask.Retrieval(plan.queries(), plan.gallery(), truth))
        .hash();
  }

  private static Map<String, Object> model(EvaluationReport report, int index) {
    var model = report.models().get(index);
    var json = new LinkedHashMap<String, Object>();
    json.put("name", model.label());
    report.base(index).ifPresent(base -> json.put("compared_with", base.label()));
    model.reranking().ifPresent(how -> json.put("reranking", reranking(model, how)));
    model
        .space()
        .ifPresent(
            space -> {
              json.put("space", space.name());
              json.put("dimension", space.dimension());
              json.put("space_sha256", space.sha256());
              json.put("data_sha256", model.dataSha256());
            });
    var seconds = new LinkedHashMap<String, Object>();
    model.stages().forEach((stage, time) -> seconds.put(stage.label(), time.toNanos() / 1e9));
    json.put("seconds", seconds);
    var setups = new ArrayList<Object>();
    for (int i = 0; i < model.setups().size(); i++) {
      setups.add(setup(report, index, i));
    }
    json.put("setups", setups);
    if (!model.runFigures().isEmpty()) {
      json.put("run_figures", model.runFigures().stream().map(EvaluationJson::runFigure).toList());
    }
    json.put("hits", hits(report, model));
    return json;
  }

  private static Map<String, Object> reranking(ModelResult model, Reranking how) {
    var json = new LinkedHashMap<String, Object>();
    json.put("model", model.name());
    json.put("cascade", how.cascade());
    json.put("candidates", how.candidates());
    json.put("junk_hidden", how.isPaper());
    var stages = new ArrayList<Object>();
    for (var use : how.stages()) {
      var stage = new LinkedHashMap<String, Object>();
      stage.put("stage", use.stage());
      stage.put("ms_per_query", use.millisPerQuery());
      stage.put("ran", use.ran());
      stage.put("shortened", use.shortened());
      stage.put("dropped", use.dropped());
      stage.put("given_up", use.abandoned());
      stages.add(stage);
    }
    json.put("stages", stages);
    return json;
  }

  private static Map<String, Object> setup(EvaluationReport report, int model, int index) {
    var setup = report.plan().setups().get(index);
    var evaluation = report.models().get(model).setups().get(index).evaluation();
    var json = new LinkedHashMap<String, Object>();
    json.put("name", setup.name());
    json.put(
        "rule", report.models().get(model).reranking().map(Reranking::rule).orElse(setup.rule()));
    json.put("queries", evaluation.queries());
    json.put("judged", evaluation.queries() - evaluation.withoutRelevant());
    json.put("without_relevant", evaluation.withoutRelevant());
    var metrics = new ArrayList<Object>();
    for (int i = 0; i < evaluation.results().size(); i++) {
      var metric = metric(evaluation.results().get(i));
      report
          .comparison(model, index, i)
          .ifPresent(
              paired -> {
                putDefined(metric, "difference", paired.difference());
                putDefined(metric, "difference_low", paired.interval().low());
                putDefined(metric, "difference_high", paired.interval().high());
                metric.put("p_value", paired.pValue());
                metric.put("better", paired.better());
                metric.put("worse", paired.worse());
              });
      metrics.add(metric);
    }
    json.put("metrics", metrics);
    return json;
  }

  private static Map<String, Object> metric(MetricResult result) {
    var json = new LinkedHashMap<String, Object>();
    json.put("label", result.label());
    putDefined(json, "value", result.value());
    putDefined(json, "low", result.interval().low());
    putDefined(json, "high", result.interval().high());
    json.put("undefined", result.undefined());
    json.put("truncated", result.truncated());
    var perQuery = new ArrayList<@Nullable Double>();
    for (double value : result.perQuery()) {
      perQuery.add(Double.isNaN(value) ? null : value);
    }
    json.put("per_query", perQuery);
    return json;
  }

  static Map<String, Object> runFigure(RunFigure figure) {
    var json = new LinkedHashMap<String, Object>();
    json.put("label", figure.label());
    putDefined(json, "value", figure.value());
    putDefined(json, "low", figure.interval().low());
    putDefined(json, "high", figure.interval().high());
    return json;
  }

  private static void putDefined(Map<String, Object> json, String name, double value) {
    if (!Double.isNaN(value)) { // JSON has no such number
      json.put(name, value);
    }
  }

  private static List<Object> hits(EvaluationReport report, ModelResult model) {
    var all = new ArrayList<Object>();
    for (int query = 0; query < model.hits().length; query++) {
      var row = new ArrayList<Object>();
      for (int i = 0; i < model.hits()[query].length; i++) {
        int ordinal = model.hits()[query][i];
        var hit = new LinkedHashMap<String, Object>();
        hit.put("image", report.plan().gallery().get(ordinal).path());
        hit.put("verdict", report.verdict(query, ordinal).name());
        if (model.scores()[query].length > i) {
          hit.put("score", model.scores()[query][i]);
        }
        row.add(hit);
      }
      all.add(row);
    }
    return all;
  }
}
