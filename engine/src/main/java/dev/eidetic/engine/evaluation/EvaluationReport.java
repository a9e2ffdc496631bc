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

  /// A later model against the first one; nothing for the first.
  Optional<PairedComparison> comparison(int model, int setup, int metric) {
    return model == 0
        ? Optional.empty()
        : Optional.of(
            PairedComparison.of(
                metric(0, setup, metric).perQuery(),
                metric(model, setup, metric).perQuery(),
                bootstrap));
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
  /// of the comparison with the first.
  public List<List<String>> tableRows() {
    var rows = new ArrayList<List<String>>();
    for (int setup = 0; setup < plan.setups().size(); setup++) {
      for (int metric = 0; metric < plan.setups().get(setup).metrics().size(); metric++) {
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
    return rows;
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
    return notes;
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
