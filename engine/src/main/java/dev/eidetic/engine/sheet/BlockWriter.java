package dev.eidetic.engine.sheet;

import dev.eidetic.encode.image.JpegThumbnail;
import dev.eidetic.engine.sheet.SheetBlock.Curve;
import dev.eidetic.engine.sheet.SheetBlock.Curves;
import dev.eidetic.engine.sheet.SheetBlock.Picture;
import dev.eidetic.engine.sheet.SheetBlock.PointGroup;
import dev.eidetic.engine.sheet.SheetBlock.PointMap;
import dev.eidetic.engine.sheet.SheetBlock.Table;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// Writes tables, and draws curves and maps.
final class BlockWriter {

  /// Colours of the style sheet; groups beyond repeat them.
  private static final int COLOURS = 12;

  private static final int PICTURE_SIDE = 1600;
  private static final int PICTURE_QUALITY = 88;
  private static final double LEFT = 34;
  private static final double TOP = 8;
  private static final double WIDTH = 356;
  private static final double HEIGHT = 220;
  private static final double MAP_SIDE = 400;
  private static final double MAP_MARGIN = 10;

  private final HtmlWriter html;

  BlockWriter(HtmlWriter html) {
    this.html = html;
  }

  /// Writes tables at full width, drawings side by side.
  void write(List<SheetBlock> blocks) throws IOException {
    boolean isInRow = false;
    for (var block : blocks) {
      boolean isDrawing = !(block instanceof Table || block instanceof Picture);
      if (isDrawing != isInRow) {
        if (isDrawing) {
          html.start("div", Attribute.cssClass("drawings")).line();
        } else {
          html.end().line();
        }
        isInRow = isDrawing;
      }
      switch (block) {
        case Table table -> writeTable(table);
        case Picture picture -> writePicture(picture);
        case Curves curves -> writeCurves(curves);
        case PointMap map -> writeMap(map);
      }
    }
    if (isInRow) {
      html.end().line();
    }
  }

  private void writePicture(Picture picture) throws IOException {
    byte[] file = JpegThumbnail.of(picture.pixels(), PICTURE_SIDE, PICTURE_QUALITY);
    html.start("figure", Attribute.cssClass("wide"))
        .empty("img", Attribute.picture(file), Attribute.of("alt", picture.title()))
        .element("figcaption", picture.title())
        .end()
        .line();
  }

  private void writeTable(Table table) throws IOException {
    html.start("div", Attribute.cssClass("scroll")).start("table").start("thead").start("tr");
    for (String column : table.columns()) {
      html.element("th", column);
    }
    html.end().end().start("tbody").line();
    for (var row : table.rows()) {
      html.start("tr").element("th", row.getFirst());
      for (String cell : row.subList(1, row.size())) {
        html.element("td", cell);
      }
      html.end().line();
    }
    html.end().end().end().line();
  }

  private void writeCurves(Curves block) throws IOException {
    startDrawing(block.title(), "0 0 400 262");
    for (int i = 0; i <= 4; i++) {
      double y = TOP + HEIGHT * (1 - i / 4.0);
      html.element(
          "path",
          "",
          Attribute.cssClass("grid"),
          Attribute.of("d", "M%s %sh%s".formatted(LEFT, y, WIDTH)));
      label("up", LEFT - 6, y + 4, number(i / 4.0));
      double x = LEFT + WIDTH * i / 4;
      label(
          "across",
          x,
          TOP + HEIGHT + 16,
          number(block.from() + (block.to() - block.from()) * i / 4));
    }
    label("across", LEFT + WIDTH / 2, TOP + HEIGHT + 32, block.across());
    for (int i = 0; i < block.curves().size(); i++) {
      html.element(
          "path",
          "",
          Attribute.cssClass("curve colour-" + i % COLOURS),
          Attribute.of("d", path(block, block.curves().get(i))));
    }
    html.end();
    writeLegend(block.curves().stream().map(Curve::name).toList(), -1);
    html.end().line();
  }

  private static String path(Curves block, Curve curve) {
    var path = new StringBuilder();
    for (int i = 0; i < curve.x().length; i++) {
      double x = LEFT + WIDTH * (curve.x()[i] - block.from()) / (block.to() - block.from());
      double y = TOP + HEIGHT * (1 - Math.clamp(curve.y()[i], 0, 1));
      path.append(String.format(Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : "L", x, y));
    }
    return path.toString();
  }

  private void writeMap(PointMap map) throws IOException {
    startDrawing(map.title(), "0 0 400 400");
    int rest = -1;
    for (int i = 0; i < map.groups().size(); i++) {
      var group = map.groups().get(i);
      rest = group.isRest() ? i : rest;
      html.element(
          "path",
          "",
          Attribute.cssClass(group.isRest() ? "points rest" : "points colour-" + i % COLOURS),
          Attribute.of("d", dots(group)));
    }
    html.end();
    writeLegend(map.groups().stream().map(PointGroup::name).toList(), rest);
    html.end().line();
  }

  /// Lines of no length, which round ends turn into dots: one element for all of them.
  private static String dots(PointGroup group) {
    double side = MAP_SIDE - 2 * MAP_MARGIN;
    var path = new StringBuilder();
    for (int i = 0; i < group.x().length; i++) {
      path.append(
          String.format(
              Locale.ROOT,
              "M%.1f %.1fh0",
              MAP_MARGIN + side * group.x()[i],
              MAP_MARGIN + side * (1 - group.y()[i])));
    }
    return path.toString();
  }

  private void startDrawing(String title, String box) throws IOException {
    html.start("figure", Attribute.cssClass("drawing"))
        .element("figcaption", title)
        .start(
            "svg",
            Attribute.of("viewBox", box),
            Attribute.of("role", "img"),
            Attribute.of("aria-label", title));
  }

  private void label(String look, double x, double y, String text) throws IOException {
    html.element(
        "text",
        text,
        Attribute.cssClass(look),
        Attribute.of("x", number(x)),
        Attribute.of("y", number(y)));
  }

  /// @param rest place of the group without a colour of its own, or -1
  private void writeLegend(List<String> names, int rest) throws IOException {
    html.start("ul", Attribute.cssClass("legend"));
    for (int i = 0; i < names.size(); i++) {
      String look = i == rest ? "points rest" : "points colour-" + i % COLOURS;
      html.start("li")
          .start("svg", Attribute.of("viewBox", "0 0 12 12"), Attribute.hidden())
          .element("path", "", Attribute.cssClass(look), Attribute.of("d", "M6 6h0"))
          .end()
          .element("span", names.get(i))
          .end();
    }
    html.end();
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
