package dev.eidetic.engine.storage;

import dev.eidetic.engine.ValueCount;
import dev.eidetic.engine.fields.FieldType;
import dev.eidetic.engine.fields.IndexedNames;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;

/// Counts the values of a field among the items that pass a query. Belongs to one thread.
final class ValueCounts {

  private final DirectoryReader reader;
  private final Map<String, Long> counts = new HashMap<>();

  ValueCounts(DirectoryReader reader) {
    this.reader = reader;
  }

  /// @return the most frequent first, equal counts by value
  /// @throws IllegalArgumentException if the type has ranges rather than values
  List<ValueCount> of(String field, FieldType type, Query items, int most) throws IOException {
    var searcher = new IndexSearcher(reader);
    var weight = searcher.createWeight(searcher.rewrite(items), ScoreMode.COMPLETE_NO_SCORES, 1);
    for (var leaf : reader.leaves()) {
      switch (type) {
        case TEXT -> countStrings(leaf, weight, field + IndexedNames.EXACT);
        case KEYWORD -> countStrings(leaf, weight, field);
        case FLAG -> countFlags(leaf, weight, field);
        case WHOLE, DECIMAL, DATE, PLACE ->
            throw new IllegalArgumentException(
                "field \"%s\" is of type %s; only values of text, keyword and flag are counted, give a range instead"
                    .formatted(field, type.label()));
      }
    }
    return counts.entrySet().stream()
        .map(entry -> new ValueCount(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingLong(ValueCount::items).reversed().thenComparing(ValueCount::value))
        .limit(most)
        .toList();
  }

  private void countStrings(LeafReaderContext leaf, Weight weight, String name) throws IOException {
    var scorer = weight.scorer(leaf);
    var values = DocValues.getSortedSet(leaf.reader(), name);
    if (scorer == null || values.getValueCount() == 0) {
      return;
    }
    var ofOrdinal = new HashMap<Long, Long>();
    var live = leaf.reader().getLiveDocs();
    var documents = scorer.iterator();
    for (int document = documents.nextDoc();
        document != DocIdSetIterator.NO_MORE_DOCS;
        document = documents.nextDoc()) {
      if ((live == null || live.get(document)) && values.advanceExact(document)) {
        for (int i = 0; i < values.docValueCount(); i++) {
          ofOrdinal.merge(values.nextOrd(), 1L, Long::sum);
        }
      }
    }
    for (var entry : ofOrdinal.entrySet()) {
      counts.merge(values.lookupOrd(entry.getKey()).utf8ToString(), entry.getValue(), Long::sum);
    }
  }

  private void countFlags(LeafReaderContext leaf, Weight weight, String name) throws IOException {
    var scorer = weight.scorer(leaf);
    if (scorer == null) {
      return;
    }
    var values = DocValues.getNumeric(leaf.reader(), name);
    var live = leaf.reader().getLiveDocs();
    var documents = scorer.iterator();
    for (int document = documents.nextDoc();
        document != DocIdSetIterator.NO_MORE_DOCS;
        document = documents.nextDoc()) {
      if ((live == null || live.get(document)) && values.advanceExact(document)) {
        counts.merge(values.longValue() == 0 ? "false" : "true", 1L, Long::sum);
      }
    }
  }
}
