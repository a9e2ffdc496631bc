package dev.eidetic.engine.evaluation;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.engine.sheet.SheetHit.Verdict;
import dev.eidetic.evaluate.Bootstrap;
import dev.eidetic.evaluate.MetricResult;
import dev.eidetic.evaluate.PairedComparison;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Results of all models of one evaluation.
///
/// @param plan what was asked
/// @param bootstrap how intervals were drawn
/// @param models at least one; the others are compared with the first
/// @param command that repeats it
/// @param made when
public record EvaluationReport(
    EvaluationPlan plan,
    Bootstrap bootstrap,
    List<ModelResult> models,
    String command,
    Instant made) {

  public EvaluationReport {
    models = List.copyOf(models);
    require(!models.isEmpty(), "evaluation of %s has no results", plan.name());
  }

  /// The figures of one metric of one setup.
  MetricResult metric(int model, int setup, int metric) {
    return models.get(model).setups().get(setup).evaluation().results().get(metric);
  }

  /// What a result is compared with: a re-ranked one with the same model's plain ranking, a later
  /// model with the first; nothing for the first.
  Optional<ModelResult> base(int model) {
    int base = baseIndex(model);
    return base == model ? Optional.empty() : Optional.of(models.get(base));
  }

  private int baseIndex(int model) {
    int base = 0;
    if (models.get(model).reranking().isPresent()) {
      for (int i = 0; i < model; i++) {
        base = models.get(i).reranking().isEmpty() ? i : base;
      }
    }
    return base;
  }

  /// A result against its [#base].
  Optional<PairedComparison> comparison(int model, int setup, int metric) {
    int base = baseIndex(model);
    return base == model
        ? Optional.empty()
        : Optional.of(
            PairedComparison.of(
                metric(base, setup, metric).perQuery(),
                metric(model, setup, metric).perQuery(),
                bootstrap));
  }

  /// Whether anything was re-ranked: then each result has a row of its own.
  boolean isReranked() {
    return models.stream().anyMatch(model -> model.reranking().isPresent());
  }

  /// The metric that queries are sorted by: the first kind of average precision, else the first.
  int headline() {
    var metrics = plan.setups().getFirst().metrics();
    for (int i = 0; i < metrics.size(); i++) {
      if (metrics.get(i).label().toLowerCase(Locale.ROOT).startsWith("map")) {
        return i;
      }
    }
    return 0;
  }

  /// What a hit is, by the first setup.
  Verdict verdict(int query, int ordinal) {
    var relevance = plan.setups().getFirst().truth().relevance(query);
    return relevance.isRelevant(ordinal)
        ? Verdict.RIGHT
        : relevance.isJunk(ordinal) ? Verdict.JUNK : Verdict.WRONG;
  }

  /// Headings of [#tableRows].
  public List<String> tableColumns() {
    if (isReranked()) {
      return List.of(
          "metric", "ranking", "value", percent(bootstrap.level()) + " interval", "change", "p");
    }
    var columns = new ArrayList<String>();
    columns.add("metric");
    for (int model = 0; model < models.size(); model++) {
      columns.add(models.get(model).name());
      columns.add(percent(bootstrap.level()) + " interval");
      if (model > 0) {
        columns.add("p");
      }
    }
    return columns;
  }

  /// Metrics in rows; for each model its value, the interval and, from the second on, the p-value
  /// of the comparison with the first. With re-rankings, a row for each metric and result, with the
  /// change against its [#base].
  public List<List<String>> tableRows() {
    var rows = new ArrayList<List<String>>();
    for (int setup = 0; setup < plan.setups().size(); setup++) {
      for (int metric = 0; metric < plan.setups().get(setup).metrics().size(); metric++) {
        if (isReranked()) {
          for (int model = 0; model < models.size(); model++) {
            rows.add(resultRow(model, setup, metric));
          }
          continue;
        }
        var row = new ArrayList<String>();
        row.add(plan.setups().get(setup).label(metric));
        for (int model = 0; model < models.size(); model++) {
          var result = metric(model, setup, metric);
          row.add((result.truncated() > 0 ? "≥ " : "") + figure(result.value()));
          row.add(figure(result.interval().low()) + "–" + figure(result.interval().high()));
          comparison(model, setup, metric).ifPresent(paired -> row.add(chance(paired.pValue())));
        }
        rows.add(row);
      }
    }
    rows.addAll(runRows());
    return rows;
  }

  private List<List<String>> runRows() {
    var rows = new ArrayList<List<String>>();
    for (var measure : plan.runMeasures()) {
      var row = new ArrayList<String>();
      row.add(measure.label());
      for (int model = 0; model < models.size(); model++) {
        var cells = runCells(models.get(model), measure);
        if (!isReranked()) {
          row.addAll(cells);
          row.addAll(model > 0 ? List.of("–") : List.of());
        } else if (models.get(model).reranking().isEmpty()) { // scores of cascades do not compare
          rows.add(
              List.of(
                  measure.label(), models.get(model).label(), cells.get(0), cells.get(1), "", ""));
        }
      }
      if (!isReranked()) {
        rows.add(row);
      }
    }
    return rows;
  }

  /// Value and interval.
  private static List<String> runCells(ModelResult model, RunMeasure measure) {
    return model.runFigures().stream()
        .filter(figure -> figure.label().equals(measure.label()))
        .findFirst()
        .map(
            figure ->
                List.of(
                    figure(figure.value()),
                    Double.isNaN(figure.interval().low())
                        ? "–"
                        : figure(figure.interval().low()) + "–" + figure(figure.interval().high())))
        .orElse(List.of("–", "–"));
  }

  private List<String> resultRow(int model, int setup, int metric) {
    var result = metric(model, setup, metric);
    var comparison = comparison(model, setup, metric);
    return List.of(
        plan.setups().get(setup).label(metric),
        models.get(model).label(),
        (result.truncated() > 0 ? "≥ " : "") + figure(result.value()),
        figure(result.interval().low()) + "–" + figure(result.interval().high()),
        comparison.map(paired -> EvaluationDiff.signed(paired.difference())).orElse(""),
        comparison.map(paired -> chance(paired.pValue())).orElse(""));
  }

  /// How many queries count, setup by setup, and by which rule.
  public List<String> notes() {
    var notes = new ArrayList<String>();
    for (int i = 0; i < plan.setups().size(); i++) {
      var setup = plan.setups().get(i);
      var evaluation = models.getFirst().setups().get(i).evaluation();
      var note = new StringBuilder(setup.name().isEmpty() ? "" : setup.name() + ": ");
      note.append(
          String.format(
              Locale.ROOT,
              "%,d queries judged, %,d left out with nothing to find, against %,d images",
              evaluation.queries() - evaluation.withoutRelevant(),
              evaluation.withoutRelevant(),
              plan.gallery().size()));
      if (!setup.rule().isEmpty()) {
        note.append("; ").append(setup.rule());
      }
      notes.add(note.toString());
    }
    boolean isBound =
        models.stream()
            .flatMap(model -> model.setups().stream())
            .flatMap(setup -> setup.evaluation().results().stream())
            .anyMatch(result -> result.truncated() > 0);
    if (isBound) {
      notes.add("≥: some rankings end before the places that the metric looks at");
    }
    if (plan.runMeasures().stream().anyMatch(measure -> !measure.isOfClusters())) {
      notes.add(
          "Pairs of all queries together: the first %d hits of each; right ones beyond count as"
                  .formatted(PairFigures.PLACES)
              + " never found");
    }
    if (plan.runMeasures().stream().anyMatch(RunMeasure::isOfClusters)) {
      notes.add("NMI, AMI: the gallery in as many k-means clusters as it has classes");
    }
    if (isReranked()) {
      notes.add(
          "Change and p, query by query: re-ranked against the same model's plain ranking, other"
              + " models against the first");
    }
    notes.addAll(plan.remarks());
    notes.addAll(rules());
    return notes;
  }

  /// By which rules re-ranked results were made; once where all were made by the same.
  private List<String> rules() {
    var reranked = models.stream().filter(model -> model.reranking().isPresent()).toList();
    var rules =
        reranked.stream()
            .flatMap(model -> model.reranking().map(Reranking::rule).stream())
            .distinct()
            .toList();
    if (rules.size() == 1) {
      return List.of("Re-ranked results: " + rules.getFirst());
    }
    return reranked.stream()
        .map(model -> model.label() + ": " + model.reranking().map(Reranking::rule).orElse(""))
        .toList();
  }

  /// Three decimals; a dash where there is no number.
  static String figure(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
  }

  private static String chance(double p) {
    return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
  }

  private static String percent(double share) {
    return Math.round(100 * share) + " %";
  }
}
