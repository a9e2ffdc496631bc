package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Formats;
import dev.eidetic.cli.terminal.Table;
import dev.eidetic.cli.terminal.Table.Column;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.engine.SearchExplanation;
import dev.eidetic.engine.VectorExplanation;
import dev.eidetic.engine.localindex.LocalExplanation;
import dev.eidetic.lucene.SegmentReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Tells how a search was done.
final class ExplanationText {

  private ExplanationText() {}

  /// The table for people.
  static void print(SearchExplanation explanation, Terminal terminal) {
    terminal.line("");
    switch (explanation) {
      case VectorExplanation vectors -> print(vectors, terminal);
      case LocalExplanation local -> print(local, terminal);
    }
  }

  private static void print(LocalExplanation local, Terminal terminal) {
    terminal.line(
        "%,d details, %,d of %,d pictures share some, %,d pass; %,d words, %s"
            .formatted(
                local.details(),
                local.alike(),
                local.pictures(),
                local.passing(),
                local.words(),
                Formats.counted(local.segments(), "segment", "segments")));
    terminal.line(
        "ranking %s ms, items %s ms"
            .formatted(millis(local.rankNanos()), millis(local.itemNanos())));
  }

  private static void print(VectorExplanation explanation, Terminal terminal) {
    if (explanation.segments().isEmpty()) {
      terminal.line("every vector that passes was scored, as asked for");
    } else {
      terminal.line(
          "%,d of %,d vectors pass (%s), %,d were scored"
              .formatted(
                  explanation.passing(),
                  explanation.vectors(),
                  percent(explanation.selectivity()),
                  explanation.scored()));
      segments(explanation.segments()).print(terminal);
    }
    terminal.line(
        "query vector %s ms, search %s ms, items %s ms"
            .formatted(
                millis(explanation.queryNanos()),
                millis(explanation.searchNanos()),
                millis(explanation.itemNanos())));
  }

  private static Table segments(List<SegmentReport> segments) {
    var table =
        new Table(
            List.of(
                new Column("way", Table.Kind.TEXT),
                new Column("index", Table.Kind.TEXT),
                new Column("vectors", Table.Kind.NUMBER),
                new Column("pass", Table.Kind.NUMBER),
                new Column("scored", Table.Kind.NUMBER),
                new Column("filter ms", Table.Kind.NUMBER),
                new Column("search ms", Table.Kind.NUMBER),
                new Column("rank ms", Table.Kind.NUMBER),
                new Column("why", Table.Kind.SHRINKING)));
    for (var segment : segments) {
      table.row(
          List.of(
              way(segment),
              segment.index().isEmpty() ? "none" : segment.index(),
              "%,d".formatted(segment.vectors()),
              "%,d".formatted(segment.passing()),
              "%,d".formatted(segment.scored()),
              millis(segment.filterNanos()),
              millis(segment.searchNanos()),
              millis(segment.rescoreNanos()),
              segment.reason()));
    }
    return table;
  }

  /// The object for programs.
  static Map<String, Object> asJson(SearchExplanation explanation) {
    return switch (explanation) {
      case VectorExplanation vectors -> asJson(vectors);
      case LocalExplanation local -> asJson(local);
    };
  }

  private static Map<String, Object> asJson(LocalExplanation local) {
    var json = new LinkedHashMap<String, Object>();
    json.put("details", local.details());
    json.put("pictures", local.pictures());
    json.put("alike", local.alike());
    json.put("passing", local.passing());
    json.put("words", local.words());
    json.put("segments", local.segments());
    json.put("rank_ms", local.rankNanos() / 1e6);
    json.put("items_ms", local.itemNanos() / 1e6);
    return json;
  }

  private static Map<String, Object> asJson(VectorExplanation explanation) {
    var json = new LinkedHashMap<String, Object>();
    json.put("vectors", explanation.vectors());
    json.put("passing", explanation.passing());
    json.put("scored", explanation.scored());
    json.put("query_ms", explanation.queryNanos() / 1e6);
    json.put("search_ms", explanation.searchNanos() / 1e6);
    json.put("items_ms", explanation.itemNanos() / 1e6);
    json.put("segments", explanation.segments().stream().map(ExplanationText::asJson).toList());
    return json;
  }

  private static Map<String, Object> asJson(SegmentReport segment) {
    var json = new LinkedHashMap<String, Object>();
    json.put("way", way(segment));
    json.put("why", segment.reason());
    json.put("index", segment.index());
    json.put("vectors", segment.vectors());
    json.put("passing", segment.passing());
    json.put("scored", segment.scored());
    json.put("filter_ms", segment.filterNanos() / 1e6);
    json.put("search_ms", segment.searchNanos() / 1e6);
    json.put("rank_ms", segment.rescoreNanos() / 1e6);
    return json;
  }

  private static String way(SegmentReport segment) {
    return segment.way().name().toLowerCase(Locale.ROOT);
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.2f", nanos / 1e6);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, share < 0.01 ? "%.2f %%" : "%.0f %%", 100 * share);
  }
}
