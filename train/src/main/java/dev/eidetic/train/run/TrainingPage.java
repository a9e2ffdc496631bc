package dev.eidetic.train.run;

import com.google.errorprone.annotations.FormatMethod;
import dev.eidetic.train.recipe.Recipe;
import dev.eidetic.train.trainer.EpochReport;
import dev.eidetic.train.trainer.Trainer;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// One HTML file about a training: curves, figures of every epoch, settings, data. Needs nothing
/// else.
final class TrainingPage {

  private static final int WIDTH = 560;
  private static final int HEIGHT = 220;
  private static final int LEFT = 60;
  private static final int BOTTOM = 30;

  private final StringBuilder html = new StringBuilder();

  private TrainingPage() {}

  static String html(String name, Recipe recipe, DataSplit split, Trainer.Outcome outcome) {
    var page = new TrainingPage();
    page.head(name);
    var history = outcome.history();
    page.curve("Loss", history, EpochReport::loss);
    for (String label : history.getFirst().metrics().keySet()) {
      page.curve(label, history, report -> report.metric(label).orElse(Double.NaN));
    }
    page.epochs(history, outcome.bestEpoch());
    page.data(split);
    page.settings(recipe);
    return page.html.append("</main></html>\n").toString();
  }

  private void head(String name) {
    html.append(
        """
        <!DOCTYPE html>
        <html lang="en"><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        """);
    html.append("<title>").append(escaped(name)).append("</title>\n");
    html.append(
        """
        <style>
        :root { color-scheme: light dark; }
        body { font: 15px/1.5 system-ui, sans-serif; margin: 0; }
        main { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        figure { display: inline-block; margin: 0 1rem 1rem 0; }
        svg { max-width: 100%; }
        svg path { fill: none; stroke: #2a7de1; stroke-width: 2; }
        svg line { stroke: currentColor; opacity: .3; }
        svg text { fill: currentColor; font-size: 12px; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        th, td { text-align: right; padding: .15rem .7rem; border-bottom: 1px solid #8884; }
        th:first-child, td:first-child { text-align: left; }
        tr.best { font-weight: bold; }
        </style>
        <main>
        """);
    html.append("<h1>").append(escaped(name)).append("</h1>\n");
  }

  private void curve(String title, List<EpochReport> history, ToDoubleFunction<EpochReport> value) {
    double low = history.stream().mapToDouble(value).min().orElse(0);
    double high = history.stream().mapToDouble(value).max().orElse(1);
    double span = high > low ? high - low : 1;
    line("<figure><figcaption>%s</figcaption>", escaped(title));
    line("<svg viewBox=\"0 0 %d %d\" width=\"%d\" role=\"img\">", WIDTH, HEIGHT, WIDTH);
    line("<title>%s from %.4f to %.4f</title>", escaped(title), low, high);
    line("<line x1=\"%d\" y1=\"10\" x2=\"%d\" y2=\"%d\"/>", LEFT, LEFT, HEIGHT - BOTTOM);
    line(
        "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>",
        LEFT, HEIGHT - BOTTOM, WIDTH - 10, HEIGHT - BOTTOM);
    line("<text x=\"%d\" y=\"16\" text-anchor=\"end\">%.4g</text>", LEFT - 6, high);
    line("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.4g</text>", LEFT - 6, HEIGHT - BOTTOM, low);
    line(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">epoch %d</text>",
        WIDTH - 10, HEIGHT - 8, history.size());
    html.append("<path d=\"");
    for (int i = 0; i < history.size(); i++) {
      double x = LEFT + (WIDTH - 10.0 - LEFT) * i / Math.max(1, history.size() - 1);
      double share = (value.applyAsDouble(history.get(i)) - low) / span;
      double y = HEIGHT - BOTTOM - (HEIGHT - BOTTOM - 10) * share;
      html.append(String.format(Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : "L", x, y));
    }
    html.append("\"/></svg></figure>\n");
  }

  private void epochs(List<EpochReport> history, int best) {
    html.append("<h2>Epochs</h2>\n<table><tr><th>epoch<th>loss<th>rate<th>images/s");
    history
        .getFirst()
        .metrics()
        .keySet()
        .forEach(label -> html.append("<th>").append(escaped(label)));
    html.append("</tr>\n");
    for (var report : history) {
      html.append(report.epoch() == best ? "<tr class=\"best\">" : "<tr>");
      html.append(
          String.format(
              Locale.ROOT,
              "<td>%d<td>%.4f<td>%.2e<td>%.0f",
              report.epoch(),
              report.loss(),
              report.rate(),
              report.imagesPerSecond()));
      report
          .metrics()
          .values()
          .forEach(value -> html.append(String.format(Locale.ROOT, "<td>%.4f", value)));
      html.append("</tr>\n");
    }
    html.append("</table>\n");
  }

  private void data(DataSplit split) {
    html.append("<h2>Data</h2>\n");
    line(
        "<p>Trained on %d images of %d classes; the list's SHA-256 is <code>%s</code>.</p>",
        split.training().size(), split.training().classes().size(), split.training().fingerprint());
    if (split.held().size() > 0) {
      line(
          "<p>Measured on %d images of %d classes that were not trained on: %s.</p>",
          split.held().size(),
          split.held().classes().size(),
          escaped(String.join(", ", split.held().classes())));
    }
  }

  private void settings(Recipe recipe) {
    html.append("<h2>Settings</h2>\n<table>\n");
    recipe
        .complete()
        .forEach(
            (key, value) ->
                html.append("<tr><td>")
                    .append(escaped(key))
                    .append("<td>")
                    .append(escaped(value))
                    .append("</tr>\n"));
    html.append("</table>\n");
  }

  @FormatMethod
  private void line(String format, Object... values) {
    html.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
