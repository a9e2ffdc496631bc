package dev.eidetic.engine.bench.index;

import com.google.errorprone.annotations.FormatMethod;
import dev.eidetic.engine.sheet.VisibleText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// Curves of recall against queries per second as an SVG picture, for light and dark pages.
///
/// Each curve has a colour and a shape of its own, so that it can be told apart without colours as
/// well; those of others are dashed.
public final class RecallPlot {

  private static final int COLOURS = 8;
  private static final double LEGEND_ROW = 22;
  private static final double[] LEGEND_RECALLS = {0.9, 0.95, 0.99};
  private static final double[] LEGEND_COLUMNS = {660, 748, 836};
  private static final int MOST_OF_NAME = 58;
  private static final double HALF = 4.2;

  private final String title;
  private final String subtitle;
  private final List<RecallCurve> ours;
  private final List<RecallCurve> others;
  private final PlotScales scales;
  private final StringBuilder svg = new StringBuilder();

  private RecallPlot(
      String title, String subtitle, List<RecallCurve> ours, List<RecallCurve> others) {
    this.title = title;
    this.subtitle = subtitle;
    this.ours = ours;
    this.others = others;
    var all = new ArrayList<>(ours);
    all.addAll(others);
    this.scales = PlotScales.over(all);
  }

  /// Draws.
  ///
  /// @param title of the picture
  /// @param subtitle what was measured on
  /// @param ours curves with solid lines, the first ones of the legend
  /// @param others curves with dashed lines
  /// @return a whole SVG file
  public static String svg(
      String title, String subtitle, List<RecallCurve> ours, List<RecallCurve> others) {
    return new RecallPlot(title, subtitle, ours, others).draw();
  }

  private String draw() {
    double height = PlotScales.BOTTOM + 96 + LEGEND_ROW * (ours.size() + others.size());
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 860 %s\" role=\"img\""
            + " aria-labelledby=\"title summary\">",
        number(height));
    line("<title id=\"title\">%s</title>", escaped(title));
    line("<desc id=\"summary\">%s. %s</desc>", escaped(subtitle), escaped(summary()));
    line("<style>%n%s</style>", styles());
    line(
        "<clipPath id=\"inside\"><rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/></clipPath>",
        number(PlotScales.LEFT - 6),
        number(PlotScales.TOP - 6),
        number(PlotScales.RIGHT - PlotScales.LEFT + 12),
        number(PlotScales.BOTTOM - PlotScales.TOP + 12));
    line("<rect class=\"paper\" width=\"860\" height=\"%s\"/>", number(height));
    text(24, 32, "title", "start", title);
    text(24, 54, "quiet", "start", subtitle);
    axes();
    legendHead();
    curves();
    line("</svg>");
    return svg.toString();
  }

  private void axes() {
    for (double recall : PlotScales.recallTicks()) {
      double x = scales.x(recall);
      line(
          "<path class=\"grid\" d=\"M%s %sV%s\"/>",
          number(x), number(PlotScales.TOP), number(PlotScales.BOTTOM));
      text(x, PlotScales.BOTTOM + 20, "quiet number", "middle", plain(recall));
    }
    for (double speed : scales.speedTicks()) {
      double y = scales.y(speed);
      line(
          "<path class=\"grid\" d=\"M%s %sH%s\"/>",
          number(PlotScales.LEFT), number(y), number(PlotScales.RIGHT));
      text(PlotScales.LEFT - 10, y + 4.5, "quiet number", "end", thousands(speed));
    }
    text(
        (PlotScales.LEFT + PlotScales.RIGHT) / 2,
        PlotScales.BOTTOM + 42,
        "quiet",
        "middle",
        "recall (stretched towards 1)");
    text(24, PlotScales.TOP - 14, "quiet", "start", "queries per second (log)");
  }

  private void curves() {
    int place = 0;
    for (var curve : ours) {
      curve(curve, place++, false);
    }
    for (var curve : others) {
      curve(curve, place++, true);
    }
  }

  private void curve(RecallCurve curve, int place, boolean isPeer) {
    line("<g class=\"%s\">", isPeer ? "peer" : "own");
    int colour = place % COLOURS;
    var path = new StringBuilder();
    for (var point : curve.points()) {
      path.append(path.isEmpty() ? "M" : "L")
          .append(number(scales.x(point.recall())))
          .append(' ')
          .append(number(scales.y(point.perSecond())));
    }
    if (!path.isEmpty()) {
      line("<path class=\"c%d curve\" clip-path=\"url(#inside)\" d=\"%s\"/>", colour, path);
    }
    for (var point : curve.points()) {
      if (point.recall() >= PlotScales.LEAST_RECALL) {
        mark(
            place,
            scales.x(point.recall()),
            scales.y(point.perSecond()),
            "%s: recall %s, %s queries/s"
                .formatted(curve.name(), plain(point.recall()), thousands(point.perSecond())));
      }
    }
    legend(curve, place, colour);
    line("</g>");
  }

  private void legendHead() {
    double y = PlotScales.BOTTOM + 76;
    for (int i = 0; i < LEGEND_RECALLS.length; i++) {
      String what = i == 0 ? "queries/s at " : "";
      text(LEGEND_COLUMNS[i], y, "quiet number", "end", what + plain(LEGEND_RECALLS[i]));
    }
  }

  private void legend(RecallCurve curve, int place, int colour) {
    double x = PlotScales.LEFT;
    double y = PlotScales.BOTTOM + 96 + LEGEND_ROW * place;
    line("<path class=\"c%d curve\" d=\"M%s %sh34\"/>", colour, number(x), number(y));
    mark(place, x + 17, y, curve.name());
    text(x + 44, y + 4.5, "name", "start", shortened(curve.name()));
    for (int i = 0; i < LEGEND_RECALLS.length; i++) {
      var speed = curve.perSecondAt(LEGEND_RECALLS[i]);
      String shown = speed.isPresent() ? thousands(speed.getAsDouble()) : "–";
      text(LEGEND_COLUMNS[i], y + 4.5, "number", "end", shown);
    }
  }

  private static String shortened(String name) {
    return name.length() <= MOST_OF_NAME ? name : name.substring(0, MOST_OF_NAME - 1) + "…";
  }

  private static String speedText(RecallCurve curve) {
    var speed = curve.perSecondAt(0.95);
    return speed.isPresent()
        ? ": %s queries/s at recall 0.95".formatted(thousands(speed.getAsDouble()))
        : "";
  }

  /// Circle, square, triangle or diamond.
  private void mark(int place, double x, double y, String meaning) {
    String path =
        switch (place % 4) {
          case 0 ->
              "M%s %sa%3$s %3$s 0 1 0 %4$s 0a%3$s %3$s 0 1 0 -%4$s 0z"
                  .formatted(number(x - HALF), number(y), number(HALF), number(2 * HALF));
          case 1 ->
              "M%s %sh%3$sv%3$sh-%3$sz".formatted(number(x - 3.8), number(y - 3.8), number(7.6));
          case 2 -> "M%s %sl4.8 8.4h-9.6z".formatted(number(x), number(y - 5.4));
          default -> "M%s %sl5.2 5.2l-5.2 5.2l-5.2 -5.2z".formatted(number(x), number(y - 5.2));
        };
    line(
        "<path class=\"c%d mark\" d=\"%s\"><title>%s</title></path>",
        place % COLOURS, path, escaped(meaning));
  }

  private String summary() {
    var parts = new ArrayList<String>();
    ours.forEach(curve -> parts.add(curve.name() + speedText(curve)));
    others.forEach(curve -> parts.add(curve.name() + speedText(curve)));
    return String.join("; ", parts);
  }

  private void text(double x, double y, String kind, String anchor, String text) {
    line(
        "<text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>",
        kind, number(x), number(y), anchor, escaped(text));
  }

  @FormatMethod
  private void line(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private static String plain(double recall) {
    String text = String.format(Locale.ROOT, "%.4f", recall);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }

  private static String thousands(double number) {
    return String.format(Locale.ROOT, number < 10 ? "%.1f" : "%,.0f", number);
  }

  private static String escaped(String text) {
    return VisibleText.of(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String styles() {
    try (var in = RecallPlot.class.getResourceAsStream("plot.css")) {
      var bytes = Objects.requireNonNull(in, "plot.css is missing from the jar").readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).replace("\r", "");
    } catch (IOException e) {
      throw new UncheckedIOException("plot.css cannot be read from the jar", e);
    }
  }
}
