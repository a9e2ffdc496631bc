package dev.eidetic.engine.fields;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Locale;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.queryparser.classic.TokenMgrError;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;

/// Reads filters in Lucene's query syntax over a collection's fields.
///
/// `category:shoe AND price:[10 TO 50]`, `taken:[2023-05 TO 2023-08-15]`, `taken:2023`,
/// `folder:holidays`, `path:*beach*`, `NOT truncated:true`, `location:"48.8584,2.2945,5km"` (within
/// 5 km), `camera:*` (has the field); words without a field are sought in all text fields. Clauses
/// that stand side by side must all hold.
///
/// Belongs to one thread; cheap to make.
public final class FilterParser {

  /// Lucene's parser calls itself for each level and would overflow its stack.
  private static final int MAX_NESTING = 100;

  private final Schema schema;

  public FilterParser(Schema schema) {
    this.schema = schema;
  }

  /// Translates a filter.
  ///
  /// @throws IllegalArgumentException if it cannot be read or names an unknown field; the message
  ///   shows the filter, the place and what may have been meant
  public Query parse(String filter) {
    requireShallow(filter);
    try (var words = new StandardAnalyzer()) {
      var parser = new TypedQueryParser(schema, words);
      parser.setDefaultOperator(QueryParser.Operator.AND);
      parser.setAllowLeadingWildcard(true);
      return parser.parse(filter);
    } catch (ParseException e) {
      throw new IllegalArgumentException(explain(filter, e), e);
    } catch (TokenMgrError e) {
      throw new IllegalArgumentException(
          "filter \"%s\" cannot be read: a quotation mark or bracket is not closed"
              .formatted(filter),
          e);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "filter \"%s\" excludes the largest or smallest integer there is; use [ ] instead of { }"
              .formatted(filter),
          e);
    } catch (IndexSearcher.TooManyClauses e) {
      throw new IllegalArgumentException(
          "filter \"%s\" has more than %d clauses; use fewer"
              .formatted(filter, IndexSearcher.getMaxClauseCount()),
          e);
    }
  }

  /// Counts brackets of strings too: who quotes a hundred of them can do without.
  private static void requireShallow(String filter) {
    int depth = 0;
    for (int i = 0; i < filter.length(); i++) {
      switch (filter.charAt(i)) {
        case '(' -> depth++;
        case ')' -> depth--;
        default -> {}
      }
      require(
          depth <= MAX_NESTING,
          "the filter nests brackets more than %d deep; use fewer",
          MAX_NESTING);
    }
  }

  private static String explain(String filter, ParseException failure) {
    if (failure.getCause() instanceof ParseException inner && inner.currentToken != null) {
      int column = inner.currentToken.next.beginColumn;
      return String.format(
          Locale.ROOT,
          "filter \"%s\" cannot be read at character %d; quote values that hold spaces, slashes or colons, as in path:\"/photos/a b.jpg\"",
          filter,
          column + 1);
    }
    return "filter \"%s\" cannot be read; an example: category:shoe AND width:[1000 TO *]"
        .formatted(filter);
  }
}
