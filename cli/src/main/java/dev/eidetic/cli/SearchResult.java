package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Table;
import dev.eidetic.cli.terminal.Table.Column;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.Cursor;
import dev.eidetic.engine.Hit;
import dev.eidetic.engine.Item;
import dev.eidetic.engine.SearchExplanation;
import dev.eidetic.engine.SearchRequest;
import dev.eidetic.engine.export.FieldsJson;
import dev.eidetic.engine.fields.FieldValue;
import dev.eidetic.engine.reranking.RerankedHits;
import dev.eidetic.engine.sheet.VisibleText;
import dev.eidetic.rerank.StageReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A search and what it found.
///
/// @param words the examples, in the order of `request.examples()`
/// @param isLocal whether they were found by local features
/// @param fields to show; empty for none in tables and all in JSON
/// @param explanation if it is to be shown
/// @param reranked how the hits came into this order, where they were re-ranked
record SearchResult(
    List<SearchWord> words,
    SearchRequest request,
    boolean isLocal,
    List<String> fields,
    Collection collection,
    List<Hit> hits,
    Optional<SearchExplanation> explanation,
    Optional<RerankedHits> reranked,
    Duration took) {

  /// Where the next page begins, if there may be one.
  Optional<Cursor> next() {
    return hits.size() < request.count()
            || request.arrangement().diversity() > 0
            || isLocal
            || reranked.isPresent()
        ? Optional.empty()
        : Optional.of(Cursor.of(hits.getLast()));
  }

  /// The table for people.
  void print(Terminal terminal) {
    var columns = new ArrayList<Column>();
    columns.add(new Column("rank", Table.Kind.NUMBER));
    columns.add(new Column("score", Table.Kind.NUMBER));
    boolean isCalibrated = hits.stream().anyMatch(hit -> hit.probability().isPresent());
    if (isCalibrated) {
      columns.add(new Column("match", Table.Kind.NUMBER));
    }
    columns.add(new Column("id", Table.Kind.SHRINKING));
    columns.add(new Column("path", Table.Kind.SHRINKING));
    boolean isFolded = hits.stream().anyMatch(hit -> !hit.folded().isEmpty());
    if (isFolded) {
      columns.add(new Column("more", Table.Kind.NUMBER));
    }
    fields.forEach(field -> columns.add(new Column(field, Table.Kind.SHRINKING)));
    var table = new Table(columns);
    for (var hit : hits) {
      var row = new ArrayList<String>();
      row.add(Integer.toString(hit.rank()));
      row.add(String.format(Locale.ROOT, "%.4f", hit.score()));
      if (isCalibrated) {
        row.add(String.format(Locale.ROOT, "%.0f %%", 100 * hit.probability().orElse(0)));
      }
      row.add(hit.item().id());
      row.add(hit.item().path());
      if (isFolded) {
        row.add(Integer.toString(hit.folded().size()));
      }
      fields.forEach(field -> row.add(display(hit.item(), field)));
      table.row(row);
    }
    table.print(terminal);
  }

  /// How it was searched and what re-ranking did, below the table, if that is to be shown.
  void explain(Terminal terminal) {
    if (explanation.isEmpty()) {
      return;
    }
    ExplanationText.print(explanation.get(), terminal);
    if (reranked.isPresent()) {
      terminal.line("");
      TrailText.lines(reranked.get()).forEach(line -> terminal.line(VisibleText.of(line)));
    }
  }

  private static String display(Item item, String field) {
    return switch (field) {
      case "id" -> item.id();
      case "path" -> item.path();
      default -> item.field(field).map(FieldValue::display).orElse("");
    };
  }

  /// The object for programs.
  Map<String, Object> asJson() {
    var json = new LinkedHashMap<String, Object>();
    json.put("query", queryAsJson());
    json.put("collection", collection.folder().toString());
    json.put("space", SpaceJson.of(collection.space()));
    json.put("hits", hits.stream().map(this::hitAsJson).toList());
    next().ifPresent(cursor -> json.put("next", cursor.text()));
    explanation.ifPresent(it -> json.put("explanation", ExplanationText.asJson(it)));
    if (reranked.isPresent()) {
      json.put("stages", reranked.get().reports().stream().map(StageReport::text).toList());
    }
    json.put("took_ms", took.toMillis());
    return json;
  }

  private Map<String, Object> queryAsJson() {
    var query = new LinkedHashMap<String, Object>();
    query.put("like", words(true));
    query.put("unlike", words(false));
    query.put("where", request.where());
    query.put("count", request.count());
    query.put("min_score", request.minScore());
    query.put("min_probability", request.minProbability().orElse(0));
    query.put("exact", request.isExact());
    query.put("local", isLocal);
    return query;
  }

  private List<String> words(boolean isWanted) {
    return words.stream()
        .filter(word -> word.isWanted() == isWanted)
        .map(SearchWord::text)
        .toList();
  }

  private Map<String, Object> hitAsJson(Hit hit) {
    var json = new LinkedHashMap<String, Object>();
    json.put("rank", hit.rank());
    json.put("score", hit.score());
    hit.probability().ifPresent(probability -> json.put("probability", probability));
    json.put("id", hit.item().id());
    json.put("path", hit.item().path());
    if (!hit.folded().isEmpty()) {
      json.put("folded", hit.folded());
    }
    var all = FieldsJson.of(hit.item());
    if (!fields.isEmpty()) {
      all.keySet().retainAll(fields);
    }
    json.put("fields", all);
    reranked.ifPresent(how -> json.put("trail", TrailText.json(how, hit.rank() - 1)));
    return json;
  }
}
