package dev.eidetic.demo.show;

import dev.eidetic.demo.show.DemoSearches.Found;
import dev.eidetic.engine.Hit;
import dev.eidetic.engine.Item;
import dev.eidetic.engine.fields.FieldValue;
import dev.eidetic.engine.sheet.Sheet.Fact;
import dev.eidetic.engine.sheet.Sheet.Figure;
import dev.eidetic.engine.sheet.Sheet.Section;
import dev.eidetic.engine.sheet.SheetHit;
import dev.eidetic.engine.sheet.SheetHit.Verdict;
import dev.eidetic.engine.sheet.SheetPicture;
import dev.eidetic.engine.sheet.SheetQuery;
import dev.eidetic.engine.sheet.SheetQuery.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Turns the demo's searches into what the page says of them.
final class DemoSheet {

  private static final List<String> FIELDS = List.of("colour", "material");

  private final SearchCommand commands;

  DemoSheet(SearchCommand commands) {
    this.commands = commands;
  }

  /// The numbers over all pictures.
  static List<Figure> figures(LeaveOneOut overall) {
    String over = "all %d pictures".formatted(overall.queries());
    return List.of(
        new Figure(
            "precision@" + overall.depth(), number(overall.meanPrecision()), "mean of " + over),
        new Figure("first hit right", percent(overall.firstRight()), "of " + over),
        new Figure(
            "time per search",
            String.format(Locale.ROOT, "%.1f ms", overall.meanMillis()),
            "exact, one thread"));
  }

  Section section(String title, String text, List<Found> searches) {
    return new Section(title, text, searches.stream().map(this::query).toList());
  }

  private SheetQuery query(Found found) {
    var hits = new ArrayList<SheetHit>();
    for (var hit : found.judged().hits()) {
      hits.add(hit(found, hit));
    }
    return new SheetQuery(
        name(found.judged().query()),
        examples(found),
        found.request().where(),
        figures(found),
        commands.of(found.request()),
        hits);
  }

  private static List<SheetQuery.Example> examples(Found found) {
    var examples = new ArrayList<SheetQuery.Example>();
    boolean isSingle = found.examples().size() == 1;
    for (int i = 0; i < found.examples().size(); i++) {
      var item = found.examples().get(i);
      boolean isLike = found.request().examples().get(i).weight() > 0;
      var role = isSingle ? Role.QUERY : isLike ? Role.LIKE : Role.UNLIKE;
      examples.add(
          new SheetQuery.Example(
              role, SheetPicture.of(item), isSingle ? item.id() : name(item), fields(item)));
    }
    return examples;
  }

  private static SheetHit hit(Found found, Hit hit) {
    var verdict =
        !found.isJudged()
            ? Verdict.UNKNOWN
            : found.judged().isRight(hit) ? Verdict.RIGHT : Verdict.WRONG;
    var item = hit.item();
    return new SheetHit(
        hit.rank(), hit.score(), item.id(), SheetPicture.of(item), fields(item), verdict);
  }

  /// The precision, where a filter does not leave fewer right hits than are counted.
  private static List<Figure> figures(Found found) {
    if (!found.isJudged() || !found.request().where().isEmpty()) {
      return List.of();
    }
    int depth = found.request().count();
    var search = found.judged();
    return List.of(
        new Figure(
            "precision@" + depth,
            number(search.precision(depth)),
            "%d of %d right".formatted(search.right(depth), depth)));
  }

  private static List<Fact> fields(Item item) {
    var facts = new ArrayList<>(SheetHit.fieldsOf(item, FIELDS));
    if (item.fields().get(DemoQueries.PRICE) instanceof FieldValue.Decimal(double price)) {
      facts.add(new Fact(DemoQueries.PRICE, number(price)));
    }
    return facts;
  }

  static String name(Item item) {
    String name = DemoQueries.text(item, "name");
    return name.isEmpty() ? item.id() : name;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
