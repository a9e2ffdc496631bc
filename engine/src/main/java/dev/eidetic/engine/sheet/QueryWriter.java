package dev.eidetic.engine.sheet;

import dev.eidetic.engine.sheet.SheetHit.Verdict;
import dev.eidetic.engine.sheet.SheetQuery.Role;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Writes one search: what it went by, then the hits as a grid.
final class QueryWriter {

  private final HtmlWriter html;
  private final PictureWriter pictures;

  QueryWriter(HtmlWriter html, PictureWriter pictures) {
    this.html = html;
    this.pictures = pictures;
  }

  /// @param anchor unique on the page
  /// @param heading `h2` or `h3`
  /// @param isNamedAbove true where the page's title says already what the search is for
  void write(SheetQuery query, String anchor, String heading, boolean isNamedAbove)
      throws IOException {
    String look = isNamedAbove ? "unseen" : "name";
    html.start("article", Attribute.cssClass("search"), Attribute.of("aria-labelledby", anchor))
        .start("header", Attribute.cssClass("sought"));
    writeExamples(query.examples());
    html.start("div", Attribute.cssClass("about"))
        .element(heading, query.title(), Attribute.of("id", anchor), Attribute.cssClass(look));
    if (query.examples().size() == 1) {
      writeFields(query.examples().getFirst().fields());
    }
    if (!query.filter().isEmpty()) {
      html.start("p", Attribute.cssClass("filter"))
          .element("span", "where ", Attribute.cssClass("quiet"))
          .element("code", query.filter())
          .end();
    }
    writeFigures(query.figures());
    html.end().end().line();
    html.start("div", Attribute.cssClass("found"));
    writeHits(query.hits());
    if (!query.command().isEmpty()) {
      writeCommand(query.command());
    }
    html.end().end().line();
  }

  /// A command to copy, as a block of its own.
  void writeCommand(String command) throws IOException {
    html.start("pre", Attribute.cssClass("command")).element("code", command).end().line();
  }

  /// Headline numbers, side by side.
  void writeFigures(List<Sheet.Figure> figures) throws IOException {
    if (figures.isEmpty()) {
      return;
    }
    html.start("dl", Attribute.cssClass("figures"));
    for (var figure : figures) {
      html.start("div")
          .element("dt", figure.label())
          .element("dd", figure.value(), Attribute.cssClass("value"));
      if (!figure.note().isEmpty()) {
        html.element("dd", figure.note(), Attribute.cssClass("note"));
      }
      html.end();
    }
    html.end().line();
  }

  private void writeExamples(List<SheetQuery.Example> examples) throws IOException {
    if (examples.isEmpty()) {
      return;
    }
    boolean isMixture = examples.size() > 1;
    html.start("ul", Attribute.cssClass(isMixture ? "examples mixture" : "examples"));
    for (var example : examples) {
      String role = label(example.role());
      html.start("li", Attribute.cssClass("example"));
      html.start("p", Attribute.cssClass("role " + role));
      icon(example.role()).write(html);
      html.text(role).end();
      pictures.write(example.picture(), role + ": " + example.name());
      if (isMixture) {
        html.element("p", example.name(), Attribute.cssClass("name"));
        writeFields(example.fields());
      }
      html.end();
    }
    html.end();
  }

  private void writeHits(List<SheetHit> hits) throws IOException {
    if (hits.isEmpty()) {
      html.element("p", "Nothing found.", Attribute.cssClass("nothing"));
      return;
    }
    html.start("ol", Attribute.cssClass("hits"), Attribute.of("role", "list")).line();
    for (var hit : hits) {
      writeHit(hit);
    }
    html.end().line();
  }

  private void writeHit(SheetHit hit) throws IOException {
    html.start("li", Attribute.cssClass("hit " + label(hit.verdict())));
    pictures.write(hit.picture(), "hit %d: %s".formatted(hit.rank(), hit.id()));
    html.start("p", Attribute.cssClass("line"))
        .start("span", Attribute.cssClass("rank"))
        .element("span", "rank ", Attribute.cssClass("unseen"))
        .text(Integer.toString(hit.rank()))
        .end()
        .text(" ")
        .start("span", Attribute.cssClass("score"))
        .element("span", "score ", Attribute.cssClass("unseen"))
        .text(String.format(Locale.ROOT, "%.3f", hit.score()))
        .end()
        .text(" ");
    writeVerdict(hit.verdict());
    html.end();
    writeBar(hit.score());
    html.element("p", hit.id(), Attribute.cssClass("name"), Attribute.of("title", hit.id()));
    String file = fileName(hit.picture());
    if (!file.isEmpty() && !hit.id().endsWith(file)) {
      html.element("p", file, Attribute.cssClass("file"), Attribute.of("title", file));
    }
    writeFields(hit.fields());
    html.end().line();
  }

  private void writeVerdict(Verdict verdict) throws IOException {
    if (verdict == Verdict.UNKNOWN) {
      return;
    }
    html.start("span", Attribute.cssClass("verdict"));
    var icon =
        switch (verdict) {
          case RIGHT -> Icon.CHECK;
          case WRONG -> Icon.CROSS;
          case JUNK, UNKNOWN -> Icon.MINUS;
        };
    icon.write(html);
    html.text(label(verdict)).end();
  }

  /// Drawn by attributes: the page's policy forbids styles beside its style sheet.
  private void writeBar(float score) throws IOException {
    String length = String.format(Locale.ROOT, "%.1f", 100 * Math.clamp(score, 0f, 1f));
    html.start(
            "svg",
            Attribute.cssClass("bar"),
            Attribute.of("viewBox", "0 0 100 4"),
            Attribute.of("preserveAspectRatio", "none"),
            Attribute.hidden())
        .element(
            "rect",
            "",
            Attribute.cssClass("whole"),
            Attribute.of("width", "100"),
            Attribute.of("height", "4"))
        .element(
            "rect",
            "",
            Attribute.cssClass("part"),
            Attribute.of("width", length),
            Attribute.of("height", "4"))
        .end();
  }

  private void writeFields(List<Sheet.Fact> fields) throws IOException {
    if (fields.isEmpty()) {
      return;
    }
    html.start("dl", Attribute.cssClass("fields"));
    for (var field : fields) {
      html.start("div").element("dt", field.name()).text(" ").element("dd", field.value()).end();
    }
    html.end();
  }

  private static String fileName(SheetPicture picture) {
    if (!(picture instanceof SheetPicture.InFile(String path))) {
      return "";
    }
    try {
      var name = Path.of(path).getFileName();
      return name == null ? "" : name.toString();
    } catch (InvalidPathException _) { // a URL, on Windows
      return path;
    }
  }

  private static Icon icon(Role role) {
    return switch (role) {
      case QUERY -> Icon.LENS;
      case KEEPER -> Icon.PLUS;
      case LIKE -> Icon.PLUS;
      case UNLIKE -> Icon.MINUS;
    };
  }

  private static String label(Role role) {
    return switch (role) {
      case QUERY -> "query";
      case KEEPER -> "keep";
      case LIKE -> "like";
      case UNLIKE -> "unlike";
    };
  }

  private static String label(Verdict verdict) {
    return switch (verdict) {
      case RIGHT -> "right";
      case WRONG -> "wrong";
      case JUNK -> "junk";
      case UNKNOWN -> "unknown";
    };
  }
}
