package dev.eidetic.engine.sheet;

import dev.eidetic.engine.sheet.Sheet.Section;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Writes what surrounds the searches: the head of the file, the page's title and numbers, the
/// sections.
final class PageWriter {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final StyleSheet STYLE = StyleSheet.load();

  private final HtmlWriter html;
  private final QueryWriter queries;

  PageWriter(HtmlWriter html, QueryWriter queries) {
    this.html = html;
    this.queries = queries;
  }

  void write(Sheet sheet) throws IOException {
    html.doctype().start("html", Attribute.of("lang", "en")).line();
    writeHead(sheet.title());
    html.start("body")
        .line()
        .element("a", "Skip to the results", Attribute.cssClass("skip"), Attribute.link("#results"))
        .line();
    writeTop(sheet);
    html.start("main", Attribute.of("id", "results")).line();
    int number = 0;
    for (var section : sheet.sections()) {
      number++;
      writeSection(section, "section-" + number, sheet.title());
    }
    html.end().line();
    writeFoot(sheet);
    html.end().line().end().line();
  }

  private void writeHead(String title) throws IOException {
    html.start("head").line();
    html.empty("meta", Attribute.of("charset", "utf-8")).line();
    meta("http-equiv", "Content-Security-Policy", STYLE.policy());
    meta("name", "viewport", "width=device-width, initial-scale=1");
    meta("name", "color-scheme", "light dark");
    meta("name", "referrer", "no-referrer");
    meta("name", "generator", "Eidetic");
    html.element("title", title + " · Eidetic").line();
    html.empty("link", Attribute.of("rel", "icon"), Attribute.noIcon()).line();
    html.style(STYLE).end().line();
  }

  private void meta(String kind, String name, String content) throws IOException {
    html.empty("meta", Attribute.of(kind, name), Attribute.of("content", content)).line();
  }

  private void writeTop(Sheet sheet) throws IOException {
    html.start("header", Attribute.cssClass("top"))
        .line()
        .element("p", "eidetic", Attribute.cssClass("brand"))
        .line()
        .element("h1", sheet.title())
        .line();
    if (!sheet.lead().isEmpty()) {
      html.element("p", sheet.lead(), Attribute.cssClass("lead")).line();
    }
    queries.writeFigures(sheet.figures());
    html.end().line();
  }

  private void writeSection(Section section, String anchor, String pageTitle) throws IOException {
    boolean isTitled = !section.title().isEmpty();
    if (isTitled) {
      html.start("section", Attribute.of("aria-labelledby", anchor))
          .element("h2", section.title(), Attribute.of("id", anchor));
    } else {
      html.start("section");
    }
    if (!section.text().isEmpty()) {
      html.element("p", section.text(), Attribute.cssClass("lead"));
    }
    html.line();
    new BlockWriter(html).write(section.blocks());
    int number = 0;
    for (var query : section.queries()) {
      number++;
      boolean isNamedAbove = query.title().equals(pageTitle);
      queries.write(query, anchor + "-" + number, isTitled ? "h3" : "h2", isNamedAbove);
    }
    html.end().line();
  }

  /// The small print: nobody comes for it, everybody needs it once.
  private void writeFoot(Sheet sheet) throws IOException {
    html.start("footer").line();
    html.element("h2", "How this page was made").line();
    html.start("dl", Attribute.cssClass("facts")).line();
    for (var fact : sheet.facts()) {
      html.start("div").element("dt", fact.name()).element("dd", fact.value()).end().line();
    }
    writeDate(sheet.made());
    html.end().line();
    if (!sheet.command().isEmpty()) {
      queries.writeCommand(sheet.command());
    }
    html.end().line();
  }

  private void writeDate(Instant made) throws IOException {
    html.start("div")
        .element("dt", "date")
        .start("dd")
        .element("time", DATE.format(made), Attribute.of("datetime", made.toString()))
        .end()
        .end()
        .line();
  }
}
