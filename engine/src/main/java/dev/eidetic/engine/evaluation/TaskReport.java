package dev.eidetic.engine.evaluation;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.engine.sheet.Sheet;
import dev.eidetic.engine.sheet.Sheet.Fact;
import dev.eidetic.engine.sheet.Sheet.Figure;
import dev.eidetic.engine.sheet.Sheet.Section;
import dev.eidetic.engine.sheet.SheetBlock;
import dev.eidetic.evaluate.Bootstrap;
import dev.eidetic.evaluate.dataset.EvaluationTask;
import dev.eidetic.evaluate.dataset.ListFingerprint;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Results of all models on a task that ranks no gallery, as a table, JSON and a page.
///
/// @param title of the data, for people
/// @param root folder that the images' paths start from
/// @param bootstrap how intervals were drawn
/// @param results at least one
/// @param command that repeats it
/// @param made when
public record TaskReport(
    String title,
    EvaluationTask task,
    Path root,
    Bootstrap bootstrap,
    List<TaskResult> results,
    String command,
    Instant made) {

  /// The value of `format` in JSON.
  public static final String FORMAT = "eidetic-task-evaluation-1";

  public TaskReport {
    results = List.copyOf(results);
    require(!results.isEmpty(), "evaluation of %s has no results", title);
  }

  /// Headings of [#tableRows].
  public List<String> tableColumns() {
    var columns = new ArrayList<String>();
    columns.add("measure");
    for (var result : results) {
      columns.add(result.name());
      columns.add(Math.round(100 * bootstrap.level()) + " % interval");
    }
    return columns;
  }

  /// Figures in rows; for each model its value and the interval.
  public List<List<String>> tableRows() {
    var rows = new ArrayList<List<String>>();
    for (int i = 0; i < results.getFirst().figures().size(); i++) {
      var row = new ArrayList<String>();
      row.add(results.getFirst().figures().get(i).label());
      for (var result : results) {
        var figure = result.figures().get(i);
        row.add(EvaluationReport.figure(figure.value()));
        row.add(
            EvaluationReport.figure(figure.interval().low())
                + "–"
                + EvaluationReport.figure(figure.interval().high()));
      }
      rows.add(row);
    }
    return rows;
  }

  /// What was answered, and how.
  public String note() {
    return switch (task) {
      case EvaluationTask.Recognition(var queries, _, var examples) ->
          "%d queries named by the nearest of %d examples; its cosine is the confidence"
              .formatted(queries.size(), examples.size());
      case EvaluationTask.Verification(var images, var pairs) ->
          "%d pairs of %d images or templates, scored by cosine; a template is the mean of its"
                  .formatted(pairs.size(), images.size())
              + " images' vectors";
      case EvaluationTask.Identification(var templates, _, var galleries, var probes) ->
          "%d probes looked for in %s by cosine, of %d templates in all; a template is the mean of its"
                  .formatted(
                      probes.size(),
                      galleries.size() == 1
                          ? "a gallery"
                          : galleries.size() + " galleries, each by itself,",
                      templates.size())
              + " images' vectors";
      case EvaluationTask.Anomaly(var examples, var tested, _) ->
          "%d images scored by how far the nearest of %d good examples is"
              .formatted(tested.size(), examples.size());
      case EvaluationTask.Retrieval(var queries, var gallery, _, _) ->
          "%d queries against %d images".formatted(queries.size(), gallery.size());
    };
  }

  /// Everything in full precision.
  public Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("format", FORMAT);
    json.put("made", made.toString());
    json.put("command", command);
    json.put("name", title);
    json.put("root", root.toString());
    json.put("lists_sha256", ListFingerprint.of(task).hash());
    json.put("answered_by", note());
    json.put("level", bootstrap.level());
    json.put("seed", bootstrap.seed());
    json.put("models", results.stream().map(TaskReport::json).toList());
    return json;
  }

  private static Map<String, Object> json(TaskResult result) {
    var json = new LinkedHashMap<String, Object>();
    json.put("name", result.name());
    json.put("space", result.space().name());
    json.put("dimension", result.space().dimension());
    json.put("space_sha256", result.space().sha256());
    json.put("data_sha256", result.dataSha256());
    var seconds = new LinkedHashMap<String, Object>();
    result.stages().forEach((stage, time) -> seconds.put(stage.label(), time.toNanos() / 1e9));
    json.put("seconds", seconds);
    json.put("figures", result.figures().stream().map(EvaluationJson::runFigure).toList());
    return json;
  }

  /// The page.
  public Sheet sheet() {
    var figures = new ArrayList<Figure>();
    var facts = new ArrayList<Fact>();
    facts.add(new Fact("data", root.toString()));
    for (var result : results) {
      var headline = result.figures().getFirst();
      figures.add(
          new Figure(headline.label(), EvaluationReport.figure(headline.value()), result.name()));
      facts.add(new Fact(result.name() + ", model hash", result.space().sha256()));
      facts.add(new Fact(result.name() + ", data hash", result.dataSha256()));
      result
          .stages()
          .forEach(
              (stage, time) ->
                  facts.add(
                      new Fact(
                          result.name() + ", " + stage.label(),
                          String.format(Locale.ROOT, "%.2f s", time.toNanos() / 1e9))));
    }
    boolean isRecognition = task instanceof EvaluationTask.Recognition;
    var curves =
        new SheetBlock.Curves(
            isRecognition ? "Precision at recall" : "Right ones accepted",
            isRecognition ? "recall" : "wrong ones accepted",
            0,
            1,
            results.stream().map(TaskResult::curve).toList());
    return new Sheet(
        title,
        "",
        figures.subList(0, Math.min(4, figures.size())),
        facts,
        made,
        command,
        List.of(
            new Section(
                "Figures",
                note() + ".",
                List.of(new SheetBlock.Table(tableColumns(), tableRows()), curves),
                List.of())));
  }
}
