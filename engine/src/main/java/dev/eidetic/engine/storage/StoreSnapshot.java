package dev.eidetic.engine.storage;

import dev.eidetic.engine.EngineException.DamagedException;
import dev.eidetic.engine.Item;
import dev.eidetic.engine.ItemVisitor;
import dev.eidetic.engine.ListRequest;
import dev.eidetic.engine.Precision;
import dev.eidetic.engine.Refusal;
import dev.eidetic.engine.ValueCount;
import dev.eidetic.engine.fields.FieldRange;
import dev.eidetic.engine.fields.FieldType;
import dev.eidetic.engine.fields.FieldValue;
import dev.eidetic.engine.fields.Schema;
import dev.eidetic.index.SearchEffort;
import dev.eidetic.lucene.SegmentReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.TermQuery;

/// A store at one point in time. Any number of threads may read it; close it once.
public final class StoreSnapshot implements AutoCloseable {

  private final Path folder;
  private final DirectoryReader reader;
  private final Schema schema;
  private boolean isClosed;

  StoreSnapshot(Path folder, DirectoryReader reader, Schema schema) {
    this.folder = folder;
    this.reader = reader;
    this.schema = schema;
  }

  public Schema schema() {
    return schema;
  }

  /// How many items there are.
  public int size() throws IOException {
    return count(Optional.empty());
  }

  /// How many items pass a filter.
  public int count(Optional<Query> filter) throws IOException {
    return new IndexSearcher(reader).count(itemsThatPass(filter));
  }

  /// The item of an id, if it exists.
  public Optional<Item> get(String id) throws IOException {
    for (var leaf : reader.leaves()) {
      int document = find(leaf, id);
      if (document != DocIdSetIterator.NO_MORE_DOCS) {
        return Optional.of(item(leaf.docBase + document));
      }
    }
    return Optional.empty();
  }

  /// Any item that passes a filter.
  public Optional<Item> any(Query filter) throws IOException {
    var found = new IndexSearcher(reader).search(itemsThatPass(Optional.of(filter)), 1);
    return found.scoreDocs.length == 0
        ? Optional.empty()
        : Optional.of(item(found.scoreDocs[0].doc));
  }

  /// Items that pass a filter, in the order of a field of that type.
  public List<Item> list(Optional<Query> filter, ListRequest request, FieldType type)
      throws IOException {
    var order = ItemOrder.by(request.orderBy(), type, request.isDescending());
    var found =
        new IndexSearcher(reader)
            .search(itemsThatPass(filter), request.offset() + request.count(), order);
    var items = new ArrayList<Item>();
    for (int i = request.offset(); i < found.scoreDocs.length; i++) {
      items.add(item(found.scoreDocs[i].doc));
    }
    return items;
  }

  /// The values of a field among the items that pass a filter, most frequent first.
  public List<ValueCount> values(String field, FieldType type, Optional<Query> filter, int most)
      throws IOException {
    return new ValueCounts(reader).of(field, type, itemsThatPass(filter), most);
  }

  /// The least and the greatest value of a field of numbers or dates; those of items deleted a
  /// moment ago may count.
  ///
  /// @return empty if the type has no order or no item has the field
  public Optional<FieldRange> range(String field, FieldType type) throws IOException {
    byte[] least = PointValues.getMinPackedValue(reader, field);
    byte[] greatest = PointValues.getMaxPackedValue(reader, field);
    if (least == null || greatest == null) {
      return Optional.empty();
    }
    return switch (type) {
      case WHOLE ->
          Optional.of(new FieldRange(FieldValue.of(whole(least)), FieldValue.of(whole(greatest))));
      case DATE ->
          Optional.of(
              new FieldRange(
                  FieldValue.of(Instant.ofEpochMilli(whole(least))),
                  FieldValue.of(Instant.ofEpochMilli(whole(greatest)))));
      case DECIMAL ->
          Optional.of(
              new FieldRange(
                  FieldValue.of(DoublePoint.decodeDimension(least, 0)),
                  FieldValue.of(DoublePoint.decodeDimension(greatest, 0))));
      case TEXT, KEYWORD, FLAG, PLACE -> Optional.empty();
    };
  }

  private static long whole(byte[] packed) {
    return LongPoint.decodeDimension(packed, 0);
  }

  /// The vector of an id, if it exists.
  public Optional<float[]> vector(String id) throws IOException {
    for (var leaf : reader.leaves()) {
      int document = find(leaf, id);
      if (document != DocIdSetIterator.NO_MORE_DOCS) {
        return StoredVector.read(leaf, document);
      }
    }
    return Optional.empty();
  }

  /// The vector of a document that was found.
  public float[] vector(int document) throws IOException {
    var leaves = reader.leaves();
    var leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
    return StoredVector.read(leaf, document - leaf.docBase)
        .orElseThrow(
            () ->
                new DamagedException(
                    "%s: document %d has no vector".formatted(folder, document), null));
  }

  private static int find(LeafReaderContext leaf, String id) throws IOException {
    var postings = leaf.reader().postings(new Term(ItemDocument.ITEM_ID, id), PostingsEnum.NONE);
    if (postings == null) {
      return DocIdSetIterator.NO_MORE_DOCS;
    }
    var live = leaf.reader().getLiveDocs();
    int document = postings.nextDoc();
    while (document != DocIdSetIterator.NO_MORE_DOCS && live != null && !live.get(document)) {
      document = postings.nextDoc();
    }
    return document;
  }

  /// The documents nearest to a vector, best first.
  ///
  /// @param reports is told how each segment was searched, if indexes may be used
  public List<ScoredDocument> search(
      float[] vector,
      int count,
      Optional<Query> filter,
      Precision precision,
      Consumer<SegmentReport> reports)
      throws IOException {
    VectorSearch search =
        switch (precision) {
          case Precision.Exact() -> new ExactVectorSearch();
          case Precision.Usual() -> new SegmentVectorSearch(SearchEffort.DEFAULT, reports);
          case Precision.Effort(var effort) -> new SegmentVectorSearch(effort, reports);
        };
    return search.search(reader, vector, count, filter);
  }

  /// Visits items and copies of their vectors, in no useful order.
  ///
  /// @param filter which items; empty for all
  public void forEach(Optional<Query> filter, ItemVisitor visitor) throws IOException {
    var searcher = new IndexSearcher(reader);
    var weight =
        searcher.createWeight(
            searcher.rewrite(itemsThatPass(filter)), ScoreMode.COMPLETE_NO_SCORES, 1);
    for (var leaf : reader.leaves()) {
      var scorer = weight.scorer(leaf);
      var vectors = leaf.reader().getFloatVectorValues(ItemDocument.VECTOR);
      if (scorer == null || vectors == null) {
        continue;
      }
      var live = leaf.reader().getLiveDocs();
      var ordinals = vectors.iterator();
      var documents = scorer.iterator();
      for (int document = documents.nextDoc();
          document != DocIdSetIterator.NO_MORE_DOCS;
          document = documents.nextDoc()) {
        if ((live == null || live.get(document)) && ordinals.advance(document) == document) {
          visitor.visit(
              item(leaf.docBase + document), vectors.vectorValue(ordinals.index()).clone());
        }
      }
    }
  }

  /// All refused files, in no useful order.
  public List<Refusal> refusals() throws IOException {
    var refusals = new ArrayList<Refusal>();
    var stored = reader.storedFields();
    for (var leaf : reader.leaves()) {
      var terms = leaf.reader().terms(RefusalDocument.REFUSED_ID);
      if (terms == null) {
        continue;
      }
      var live = leaf.reader().getLiveDocs();
      var all = terms.iterator();
      for (var term = all.next(); term != null; term = all.next()) {
        var postings = all.postings(null, PostingsEnum.NONE);
        for (int document = postings.nextDoc();
            document != DocIdSetIterator.NO_MORE_DOCS;
            document = postings.nextDoc()) {
          if (live == null || live.get(document)) {
            refusals.add(RefusalDocument.read(stored.document(leaf.docBase + document)));
          }
        }
      }
    }
    return refusals;
  }

  /// Which items and nothing else of the index pass a filter.
  static Query itemsThatPass(Optional<Query> filter) {
    var items = new FieldExistsQuery(ItemDocument.VECTOR);
    return filter
        .<Query>map(
            query ->
                new BooleanQuery.Builder()
                    .add(query, Occur.FILTER)
                    .add(items, Occur.FILTER)
                    .build())
        .orElse(items);
  }

  /// Which items came from one indexed folder.
  public static Query ofRoot(String root) {
    return new TermQuery(new Term(ItemDocument.ROOT, root));
  }

  /// The item of a document that was found.
  public Item item(int document) throws IOException {
    String json =
        reader.storedFields().document(document, Set.of(ItemDocument.ITEM)).get(ItemDocument.ITEM);
    if (json == null) {
      throw new DamagedException(
          "%s: document %d has a vector but no item".formatted(folder, document), null);
    }
    return ItemJson.read(json);
  }

  @Override
  public synchronized void close() throws IOException {
    if (!isClosed) {
      isClosed = true;
      reader.decRef();
    }
  }
}
