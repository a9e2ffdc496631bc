package dev.eidetic.engine.evaluation;

import dev.eidetic.engine.sheet.Sheet;
import dev.eidetic.engine.sheet.Sheet.Figure;
import dev.eidetic.engine.sheet.Sheet.Section;
import dev.eidetic.engine.sheet.SheetHit;
import dev.eidetic.engine.sheet.SheetQuery;
import dev.eidetic.evaluate.PairedComparison;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Two evaluations of the same queries against the same gallery, query by query.
///
/// @param first before
/// @param second after
/// @param metric label of what is compared
/// @param paired over all queries
public record EvaluationDiff(
    SavedEvaluation first, SavedEvaluation second, String metric, PairedComparison paired) {

  private static final int SHOWN = 12;

  /// One query.
  ///
  /// @param image its path
  /// @param before value in the first
  /// @param after value in the second
  public record Change(int query, String image, double before, double after) {

    public double difference() {
      return after - before;
    }
  }

  /// Compares.
  ///
  /// @param metric a label that both have; blank for average precision, or the first that both have
  /// @throws IllegalArgumentException if the two did not ask the same, or lack the metric
  public static EvaluationDiff of(SavedEvaluation first, SavedEvaluation second, String metric) {
    if (!first.lists().equals(second.lists()) || !first.queries().equals(second.queries())) {
      throw new IllegalArgumentException(
          "the two evaluations differ in queries, gallery or truth; only runs over the same lists"
              + " can be compared");
    }
    var common = new ArrayList<>(first.metrics().keySet());
    common.retainAll(second.metrics().keySet());
    String label =
        metric.isBlank()
            ? common.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("map"))
                .findFirst()
                .orElse(common.isEmpty() ? "" : common.getFirst())
            : metric;
    double[] before = first.metrics().get(label);
    double[] after = second.metrics().get(label);
    if (before == null || after == null) {
      throw new IllegalArgumentException(
          "metric \"%s\" is not in both evaluations; both have %s".formatted(label, common));
    }
    return new EvaluationDiff(first, second, label, PairedComparison.of(before, after));
  }

  /// Queries that got better, most first.
  public List<Change> better() {
    return changes(-1);
  }

  /// Queries that got worse, most first.
  public List<Change> worse() {
    return changes(1);
  }

  /// @param direction -1 for those that rose, 1 for those that fell
  private List<Change> changes(int direction) {
    double[] before = first.metrics().getOrDefault(metric, new double[0]);
    double[] after = second.metrics().getOrDefault(metric, new double[0]);
    return IntStream.range(0, before.length)
        .mapToObj(i -> new Change(i, first.queries().get(i), before[i], after[i]))
        .filter(change -> direction * change.difference() < 0)
        .sorted(Comparator.comparingDouble(change -> direction * change.difference()))
        .toList();
  }

  /// The page: queries that changed most, with both answers as pictures.
  ///
  /// @param command that makes it again
  public Sheet sheet(String command, Instant made) {
    return new Sheet(
        "%s against %s".formatted(second.model(), first.model()),
        "",
        List.of(
            new Figure("difference of " + metric, signed(paired.difference()), interval()),
            new Figure("better", Integer.toString(paired.better()), "queries"),
            new Figure("worse", Integer.toString(paired.worse()), "queries")),
        List.of(
            new Sheet.Fact("data", second.root().toString()),
            new Sheet.Fact("p", String.format(Locale.ROOT, "%.4f", paired.pValue()))),
        made,
        command,
        List.of(section("Got worse", worse()), section("Got better", better())));
  }

  private String interval() {
    return "%s to %s".formatted(signed(paired.interval().low()), signed(paired.interval().high()));
  }

  /// Three decimals with a sign.
  public static String signed(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%+.3f", value);
  }

  private Section section(String title, List<Change> changes) {
    var queries = new ArrayList<SheetQuery>();
    for (var change : changes.subList(0, Math.min(SHOWN, changes.size()))) {
      queries.add(query(first, change, change.before()));
      queries.add(query(second, change, change.after()));
    }
    String text =
        changes.size() > SHOWN
            ? "The %d of %d queries that changed most; each first by %s, then by %s."
                .formatted(SHOWN, changes.size(), first.model(), second.model())
            : changes.isEmpty()
                ? "No query."
                : "Each first by %s, then by %s.".formatted(first.model(), second.model());
    return new Section(title, text, queries);
  }

  private SheetQuery query(SavedEvaluation side, Change change, double value) {
    var hits = new ArrayList<SheetHit>();
    for (var hit : side.hits().get(change.query())) {
      hits.add(
          new SheetHit(
              hits.size() + 1,
              hit.score(),
              hit.image(),
              EvaluationPage.picture(side.root(), hit.image()),
              List.of(),
              hit.verdict()));
    }
    var example =
        new SheetQuery.Example(
            SheetQuery.Role.QUERY,
            EvaluationPage.picture(side.root(), change.image()),
            change.image(),
            List.of());
    return new SheetQuery(
        "%s, by %s".formatted(change.image(), side.model()),
        List.of(example),
        "",
        List.of(
            new Figure(metric, EvaluationReport.figure(value), ""),
            new Figure("change", signed(change.difference()), "")),
        "",
        hits.subList(0, Math.min(5, hits.size())));
  }
}
