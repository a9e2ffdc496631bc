package dev.eidetic.engine.evaluation;

import dev.eidetic.engine.sheet.Sheet;
import dev.eidetic.engine.sheet.Sheet.Fact;
import dev.eidetic.engine.sheet.Sheet.Figure;
import dev.eidetic.engine.sheet.Sheet.Section;
import dev.eidetic.engine.sheet.SheetBlock;
import dev.eidetic.engine.sheet.SheetBlock.Curve;
import dev.eidetic.engine.sheet.SheetBlock.Curves;
import dev.eidetic.engine.sheet.SheetBlock.PointGroup;
import dev.eidetic.engine.sheet.SheetBlock.PointMap;
import dev.eidetic.engine.sheet.SheetHit;
import dev.eidetic.engine.sheet.SheetPicture;
import dev.eidetic.engine.sheet.SheetQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// An [EvaluationReport] as a page: figures, curves, a map, and the queries that went worst.
public final class EvaluationPage {

  /// Queries shown per model.
  private static final int WORST = 12;

  /// Classes with a colour of their own on the map.
  private static final int CLASSES = 12;

  private final EvaluationReport report;

  private EvaluationPage(EvaluationReport report) {
    this.report = report;
  }

  /// The page's content, for [dev.eidetic.engine.sheet.ContactSheet].
  public static Sheet of(EvaluationReport report) {
    return new EvaluationPage(report).sheet();
  }

  private Sheet sheet() {
    var sections = new ArrayList<Section>();
    sections.add(
        new Section(
            "Figures",
            String.join(". ", report.notes())
                + ". p: chance of a difference this large, were both alike.",
            List.of(new SheetBlock.Table(report.tableColumns(), rows())),
            List.of()));
    sections.add(new Section("Curves", headlineText(), curves(), List.of()));
    var maps = maps();
    if (!maps.isEmpty()) {
      sections.add(
          new Section(
              "Map",
              "The gallery's vectors along their two directions of largest variance; the largest"
                  + " classes are coloured.",
              maps,
              List.of()));
    }
    for (int model = 0; model < report.models().size(); model++) {
      sections.add(worst(model));
    }
    return new Sheet(
        report.plan().name(), "", figures(), facts(), report.made(), report.command(), sections);
  }

  /// The rows, a metric named only where it begins.
  private List<List<String>> rows() {
    var rows = new ArrayList<List<String>>();
    String above = "";
    for (var row : report.tableRows()) {
      boolean isSame = row.getFirst().equals(above);
      above = row.getFirst();
      var shown = new ArrayList<>(row);
      shown.set(0, isSame ? "" : above);
      rows.add(shown);
    }
    return rows;
  }

  private String headlineLabel() {
    return report.plan().setups().getFirst().label(report.headline());
  }

  private String headlineText() {
    String setup = report.plan().setups().getFirst().name();
    return setup.isEmpty() ? "" : "By the setup " + setup + ".";
  }

  private List<Figure> figures() {
    var figures = new ArrayList<Figure>();
    for (int model = 0; model < report.models().size() && model < 4; model++) {
      var metric = report.metric(model, 0, report.headline());
      figures.add(
          new Figure(
              headlineLabel(),
              EvaluationReport.figure(metric.value()),
              report.models().get(model).label()));
    }
    return figures;
  }

  private List<Fact> facts() {
    var facts = new ArrayList<Fact>();
    facts.add(new Fact("data", report.plan().root().toString()));
    for (var model : report.models()) {
      model
          .space()
          .filter(_ -> model.reranking().isEmpty())
          .ifPresent(
              space -> {
                facts.add(new Fact(model.name() + ", model hash", space.sha256()));
                facts.add(new Fact(model.name() + ", data hash", model.dataSha256()));
              });
      model
          .stages()
          .forEach(
              (stage, time) ->
                  facts.add(
                      new Fact(
                          model.label() + ", " + stage.label(),
                          String.format(Locale.ROOT, "%.2f s", time.toNanos() / 1e9))));
      model
          .reranking()
          .ifPresent(
              how -> how.stages().forEach(use -> facts.add(new Fact(model.label(), use.text()))));
    }
    facts.add(
        new Fact(
            "intervals",
            "%d resamples, seed %d"
                .formatted(report.bootstrap().resamples(), report.bootstrap().seed())));
    return facts;
  }

  private List<SheetBlock> curves() {
    var precision = new ArrayList<Curve>();
    var recall = new ArrayList<Curve>();
    var sorted = new ArrayList<Curve>();
    for (int model = 0; model < report.models().size(); model++) {
      String name = report.models().get(model).label();
      var setup = report.models().get(model).setups().getFirst();
      double[] perQuery =
          Arrays.stream(report.metric(model, 0, report.headline()).perQuery())
              .filter(value -> !Double.isNaN(value))
              .sorted()
              .toArray();
      if (perQuery.length > 0) {
        precision.add(
            new Curve(
                name, steps(0, 1, setup.precisionAtRecall().length), setup.precisionAtRecall()));
        recall.add(
            new Curve(
                name,
                steps(1, AverageCurves.PLACES, AverageCurves.PLACES),
                setup.recallAtPlaces()));
        sorted.add(thinned(name, perQuery));
      }
    }
    return List.of(
        new Curves("Precision at recall", "recall", 0, 1, precision),
        new Curves("Queries with a right answer, R@k", "k", 0, AverageCurves.PLACES, recall),
        new Curves(headlineLabel() + " of each query, sorted", "share of queries", 0, 1, sorted));
  }

  private static double[] steps(double from, double to, int count) {
    return IntStream.range(0, count)
        .mapToDouble(i -> from + (to - from) * i / Math.max(1, count - 1))
        .toArray();
  }

  /// At most 200 of the values, evenly.
  private static Curve thinned(String name, double[] values) {
    int count = Math.min(200, values.length);
    double[] y =
        IntStream.range(0, count)
            .mapToDouble(
                i -> values[(int) ((long) i * (values.length - 1) / Math.max(1, count - 1))])
            .toArray();
    return new Curve(name, steps(0, 1, count), y);
  }

  private List<SheetBlock> maps() {
    var maps = new ArrayList<SheetBlock>();
    for (var model : report.models()) {
      model.map().ifPresent(map -> maps.add(new PointMap(model.name(), groups(map))));
    }
    return maps;
  }

  private List<PointGroup> groups(PlanarMap map) {
    var labels = report.plan().galleryLabels();
    if (labels.isEmpty()) {
      return List.of(new PointGroup("images", false, map.x(), map.y()));
    }
    var byLabel = new LinkedHashMap<String, List<Integer>>();
    for (int i = 0; i < map.ordinals().length; i++) {
      byLabel.computeIfAbsent(labels.get(map.ordinals()[i]), _ -> new ArrayList<>()).add(i);
    }
    var largest =
        byLabel.entrySet().stream()
            .sorted(
                Comparator.comparingInt(
                        (Map.Entry<String, List<Integer>> e) -> -e.getValue().size())
                    .thenComparing(Map.Entry::getKey))
            .limit(CLASSES)
            .map(Map.Entry::getKey)
            .toList();
    var groups = new ArrayList<PointGroup>();
    var rest = new ArrayList<Integer>();
    byLabel.forEach((label, places) -> rest.addAll(largest.contains(label) ? List.of() : places));
    largest.forEach(
        label -> groups.add(group(label, false, byLabel.getOrDefault(label, List.of()), map)));
    if (!rest.isEmpty()) {
      groups.add(
          group("%d other classes".formatted(byLabel.size() - largest.size()), true, rest, map));
    }
    return groups;
  }

  private static PointGroup group(
      String name, boolean isRest, List<Integer> places, PlanarMap map) {
    var x = new float[places.size()];
    var y = new float[places.size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = map.x()[places.get(i)];
      y[i] = map.y()[places.get(i)];
    }
    return new PointGroup(name, isRest, x, y);
  }

  private Section worst(int model) {
    double[] perQuery = report.metric(model, 0, report.headline()).perQuery();
    var queries =
        IntStream.range(0, perQuery.length)
            .filter(query -> !Double.isNaN(perQuery[query]))
            .boxed()
            .sorted(Comparator.comparingDouble((Integer query) -> perQuery[query]))
            .limit(WORST)
            .map(query -> query(model, query, perQuery[query]))
            .toList();
    return new Section(
        "Worst queries of " + report.models().get(model).label(),
        "Lowest %s first. Hits are framed green where right, red where wrong, gray where not judged."
            .formatted(headlineLabel()),
        queries);
  }

  private SheetQuery query(int model, int query, double value) {
    var plan = report.plan();
    var result = report.models().get(model);
    var image = plan.queries().get(query);
    var hits = new ArrayList<SheetHit>();
    for (int i = 0; i < result.hits()[query].length; i++) {
      int ordinal = result.hits()[query][i];
      float[] scores = result.scores()[query];
      String path = plan.gallery().get(ordinal).path();
      hits.add(
          new SheetHit(
              i + 1,
              scores.length > i ? scores[i] : 0,
              path,
              picture(plan.root(), path),
              List.of(),
              report.verdict(query, ordinal)));
    }
    var example =
        new SheetQuery.Example(
            SheetQuery.Role.QUERY, picture(plan.root(), image.path()), image.path(), List.of());
    return new SheetQuery(
        image.path(),
        List.of(example),
        "",
        List.of(new Figure(headlineLabel(), EvaluationReport.figure(value), "")),
        "",
        hits);
  }

  static SheetPicture picture(java.nio.file.Path root, String path) {
    return new SheetPicture.InFile(root.resolve(path).toAbsolutePath().normalize().toString());
  }
}
