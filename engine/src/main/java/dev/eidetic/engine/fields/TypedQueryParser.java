package dev.eidetic.engine.fields;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.LatLonPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;
import org.jspecify.annotations.Nullable;

/// Lucene's classic parser, made to know the types of the fields.
final class TypedQueryParser extends QueryParser {

  private final Schema schema;

  TypedQueryParser(Schema schema, Analyzer words) {
    super(IndexedNames.ALL_TEXT, words);
    this.schema = schema;
  }

  @Override
  protected @Nullable Query getFieldQuery(String name, String text, boolean quoted)
      throws ParseException {
    var field = resolve(name);
    return switch (field.type) {
      case TEXT -> field.isExact ? exact(field, text) : super.getFieldQuery(name, text, quoted);
      case KEYWORD -> exact(field, text);
      case WHOLE -> {
        long value = whole(name, text);
        yield LongPoint.newExactQuery(name, value);
      }
      case DECIMAL -> DoublePoint.newExactQuery(name, decimal(name, text));
      case FLAG -> LongPoint.newExactQuery(name, flag(name, text));
      case DATE -> {
        var period = period(name, text);
        yield LongPoint.newRangeQuery(
            name, period.start().toEpochMilli(), period.end().toEpochMilli() - 1);
      }
      case PLACE -> near(name, text);
    };
  }

  @Override
  protected @Nullable Query getFieldQuery(String name, String text, int slop)
      throws ParseException {
    if (slop == 0) { // what stands in quotation marks without a distance
      return getFieldQuery(name, text, true);
    }
    var field = resolve(name);
    if (field.type == FieldType.TEXT && !field.isExact) {
      return super.getFieldQuery(name, text, slop);
    }
    throw new IllegalArgumentException(
        "field \"%s\" is of type %s; a distance between words (\"…\"~%d) needs a text field"
            .formatted(name, field.type.label(), slop));
  }

  @Override
  protected Query getRangeQuery(
      String name,
      @Nullable String from,
      @Nullable String to,
      boolean includesFrom,
      boolean includesTo) {
    var field = resolve(name);
    return switch (field.type) {
      case TEXT, KEYWORD ->
          TermRangeQuery.newStringRange(exactName(field), from, to, includesFrom, includesTo);
      case WHOLE, FLAG -> {
        long low = from == null ? Long.MIN_VALUE : whole(name, from);
        long high = to == null ? Long.MAX_VALUE : whole(name, to);
        yield LongPoint.newRangeQuery(
            name,
            from == null || includesFrom ? low : Math.addExact(low, 1),
            to == null || includesTo ? high : Math.addExact(high, -1));
      }
      case DECIMAL -> {
        double low = from == null ? Double.NEGATIVE_INFINITY : decimal(name, from);
        double high = to == null ? Double.POSITIVE_INFINITY : decimal(name, to);
        yield DoublePoint.newRangeQuery(
            name,
            from == null || includesFrom ? low : DoublePoint.nextUp(low),
            to == null || includesTo ? high : DoublePoint.nextDown(high));
      }
      case DATE -> dates(name, from, to, includesFrom, includesTo);
      case PLACE -> throw notForPlaces(name);
    };
  }

  private static Query dates(
      String name,
      @Nullable String from,
      @Nullable String to,
      boolean includesFrom,
      boolean includesTo) {
    long low = Long.MIN_VALUE;
    if (from != null) {
      var period = period(name, from);
      low = (includesFrom ? period.start() : period.end()).toEpochMilli();
    }
    long high = Long.MAX_VALUE;
    if (to != null) {
      var period = period(name, to);
      high = (includesTo ? period.end() : period.start()).toEpochMilli() - 1;
    }
    return LongPoint.newRangeQuery(name, low, high);
  }

  @Override
  protected Query getWildcardQuery(String name, String pattern) throws ParseException {
    boolean isForAllFields = name.equals("*") || name.equals(IndexedNames.ALL_TEXT);
    if (isForAllFields && pattern.equals("*")) {
      return newMatchAllDocsQuery();
    }
    var field = resolve(name);
    if (pattern.equals("*")) {
      return new ConstantScoreQuery(new TermQuery(new Term(IndexedNames.PRESENT, field.plain())));
    }
    return switch (field.type) {
      case TEXT ->
          field.isExact
              ? new WildcardQuery(new Term(exactName(field), pattern))
              : super.getWildcardQuery(name, pattern);
      case KEYWORD -> new WildcardQuery(new Term(name, pattern));
      case WHOLE, DECIMAL, DATE, FLAG, PLACE -> throw needsStrings(name, field.type, "a wildcard");
    };
  }

  @Override
  protected Query getPrefixQuery(String name, String prefix) throws ParseException {
    return getWildcardQuery(name, prefix + "*");
  }

  @Override
  protected Query getFuzzyQuery(String name, String text, float similarity) throws ParseException {
    var field = resolve(name);
    if (field.type != FieldType.TEXT && field.type != FieldType.KEYWORD) {
      throw needsStrings(name, field.type, "a fuzzy term");
    }
    return super.getFuzzyQuery(name, text, similarity);
  }

  @Override
  protected Query getRegexpQuery(String name, String expression) throws ParseException {
    var field = resolve(name);
    if (field.type != FieldType.TEXT && field.type != FieldType.KEYWORD) {
      throw needsStrings(name, field.type, "a regular expression");
    }
    try {
      return super.getRegexpQuery(name, expression);
    } catch (IllegalArgumentException | TooComplexToDeterminizeException e) {
      throw new IllegalArgumentException(
          "field \"%s\" is compared with the regular expression \"%s\", which %s"
              .formatted(
                  name,
                  expression,
                  e instanceof TooComplexToDeterminizeException
                      ? "is too complex; simplify it"
                      : "cannot be read: " + e.getMessage()),
          e);
    }
  }

  /// Lucene matches nothing when all clauses are negative; people mean everything but those.
  @Override
  protected @Nullable Query getBooleanQuery(List<BooleanClause> clauses) throws ParseException {
    if (!clauses.isEmpty() && clauses.stream().allMatch(BooleanClause::isProhibited)) {
      var all = new ArrayList<>(clauses);
      all.add(new BooleanClause(newMatchAllDocsQuery(), BooleanClause.Occur.FILTER));
      return super.getBooleanQuery(all);
    }
    return super.getBooleanQuery(clauses);
  }

  private record Resolved(String name, FieldType type, boolean isExact) {

    String plain() {
      return isExact ? name.substring(0, name.length() - IndexedNames.EXACT.length()) : name;
    }
  }

  private Resolved resolve(String name) {
    if (name.equals(IndexedNames.ALL_TEXT)) {
      return new Resolved(name, FieldType.TEXT, false);
    }
    boolean isExact = name.endsWith(IndexedNames.EXACT);
    String plain = isExact ? name.substring(0, name.length() - IndexedNames.EXACT.length()) : name;
    var type = schema.type(plain);
    if (type.isEmpty() || (isExact && type.get() != FieldType.TEXT)) {
      throw new IllegalArgumentException(UnknownField.message(name, schema));
    }
    return new Resolved(name, type.get(), isExact);
  }

  /// Strings are compared whole; a format's name may be written in any case.
  private static Query exact(Resolved field, String text) {
    String value =
        field.name.equals(BuiltInField.FORMAT.label()) ? text.toLowerCase(Locale.ROOT) : text;
    var term = new Term(exactName(field), value);
    boolean hasWildcard = value.indexOf('*') >= 0 || value.indexOf('?') >= 0;
    return hasWildcard ? new WildcardQuery(term) : new TermQuery(term);
  }

  private static String exactName(Resolved field) {
    return field.type == FieldType.TEXT && !field.isExact
        ? field.name + IndexedNames.EXACT
        : field.name;
  }

  private static long whole(String name, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw mismatch(name, text, "an integer", e);
    }
  }

  private static double decimal(String name, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw mismatch(name, text, "a number", e);
    }
  }

  private static long flag(String name, String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "1" -> 1;
      case "false", "no", "0" -> 0;
      default -> throw mismatch(name, text, "true or false", null);
    };
  }

  private static Period period(String name, String text) {
    return Period.parse(text)
        .orElseThrow(
            () ->
                mismatch(
                    name, text, "a date such as 2023, 2023-05-17 or \"2023-05-17T10:30\"", null));
  }

  private static Query near(String name, String text) {
    List<String> parts = List.of(text.trim().split("\\s*[,\\s]\\s*"));
    String rule = "a place and a distance such as \"48.8584,2.2945,5km\"";
    if (parts.size() != 3) {
      throw mismatch(name, text, rule, null);
    }
    try {
      return LatLonPoint.newDistanceQuery(
          name,
          Double.parseDouble(parts.get(0)),
          Double.parseDouble(parts.get(1)),
          meters(parts.get(2)));
    } catch (IllegalArgumentException e) {
      throw mismatch(name, text, rule, e);
    }
  }

  private static double meters(String distance) {
    String lower = distance.toLowerCase(Locale.ROOT);
    if (lower.endsWith("km")) {
      return 1000 * Double.parseDouble(lower.substring(0, lower.length() - 2));
    }
    if (lower.endsWith("mi")) {
      return 1609.344 * Double.parseDouble(lower.substring(0, lower.length() - 2));
    }
    if (lower.endsWith("m")) {
      return Double.parseDouble(lower.substring(0, lower.length() - 1));
    }
    throw new IllegalArgumentException("distance \"" + distance + "\" has no unit m, km or mi");
  }

  private static IllegalArgumentException mismatch(
      String name, String text, String rule, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "field \"%s\" is compared with \"%s\"; it must be %s".formatted(name, text, rule), cause);
  }

  private static IllegalArgumentException needsStrings(String name, FieldType type, String what) {
    return new IllegalArgumentException(
        "field \"%s\" is of type %s; %s needs a text or keyword field, a range is written %s:[10 TO 20]"
            .formatted(name, type.label(), what, name));
  }

  private static IllegalArgumentException notForPlaces(String name) {
    return new IllegalArgumentException(
        "field \"%s\" is a place and has no range; write %s:\"48.8584,2.2945,5km\" for all within 5 km"
            .formatted(name, name));
  }
}
