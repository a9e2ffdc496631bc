package dev.eidetic.lucene;

import dev.eidetic.index.Hits;
import dev.eidetic.index.IdFilter;
import dev.eidetic.index.SearchRequest;
import dev.eidetic.lucene.EideticVectorsReader.IndexedField;
import dev.eidetic.lucene.SegmentReport.Way;
import dev.eidetic.vectors.Kernels;
import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.IOSupplier;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.jspecify.annotations.Nullable;

/// One search of one segment: chooses between a scan of what passes and the index, and scores hits
/// by their raw vectors. Belongs to one thread.
///
/// How many hits a collector of Lucene wants, only it knows: one for the best k, one for all above
/// a score, one that keeps a single hit for each parent. So after k candidates it is asked whether
/// the worst of them could still be beaten, and given more as long as that is so. That way no
/// collector gets fewer hits than it would from a scan, whatever the filter.
final class SegmentSearch {

  private static final int SCORED_AT_ONCE = 64;

  /// How many more candidates each further round takes.
  private static final int GROWTH = 4;

  /// Below this share of passing documents they are visited one by one, instead of asking for each
  /// vector whether it passes.
  private static final int SPARSE_SHARE = 8;

  private final RandomVectorScorer scorer;
  private final IOSupplier<KnnVectorValues.DocIndexIterator> ordinals;
  private final KnnCollector collector;
  private final AcceptDocs accepted;
  private final PassingCount passingCount;
  private final Optional<IndexedField> indexed;
  private final SegmentSearchStrategy strategy;
  private final int[] pending = new int[SCORED_AT_ONCE];
  private final float[] scores = new float[SCORED_AT_ONCE];
  private int pendingCount;
  private int scored;
  private float worst;

  /// @param ordinals walks the documents that have vectors
  /// @param passingCount of what passes in this field
  SegmentSearch(
      RandomVectorScorer scorer,
      IOSupplier<KnnVectorValues.DocIndexIterator> ordinals,
      KnnCollector collector,
      AcceptDocs accepted,
      PassingCount passingCount,
      Optional<IndexedField> indexed) {
    this.scorer = scorer;
    this.ordinals = ordinals;
    this.collector = collector;
    this.accepted = accepted;
    this.passingCount = passingCount;
    this.indexed = indexed;
    this.strategy = SegmentSearchStrategy.of(collector.getSearchStrategy());
  }

  void run(float[] query) throws IOException {
    int size = scorer.maxOrd();
    if (size == 0) {
      return;
    }
    long start = System.nanoTime();
    var bits = accepted.bits();
    int passing = passingCount.of(accepted, scorer, ordinals);
    long filterNanos = System.nanoTime() - start;
    var plan =
        indexed.isEmpty() || isComparable(query)
            ? SegmentPlan.of(indexed, strategy.effort(), collector.k(), size, passing)
            : SegmentPlan.scan(passing);
    if (plan.way() == Way.SCAN) {
      scan(bits, passing);
      long nanos = System.nanoTime() - start - filterNanos;
      indexed.ifPresent(field -> field.costs().scanned(scored, nanos));
      report(plan, passing, filterNanos, nanos, 0);
    } else {
      searchIndex(query, bits, passing, plan, filterNanos);
    }
  }

  private static boolean isComparable(float[] query) {
    float square = Kernels.dot(query, query);
    return square > 0 && Float.isFinite(square);
  }

  private void report(
      SegmentPlan plan, int passing, long filterNanos, long searchNanos, long rescoreNanos) {
    strategy
        .reports()
        .ifPresent(
            reports ->
                reports.accept(
                    new SegmentReport(
                        plan.way(),
                        plan.reason(),
                        indexed.map(field -> field.index().spec().toString()).orElse(""),
                        scorer.maxOrd(),
                        passing,
                        scored,
                        filterNanos,
                        searchNanos,
                        rescoreNanos)));
  }

  private void scan(@Nullable Bits bits, int passing) throws IOException {
    if (bits != null && (long) passing * SPARSE_SHARE < scorer.maxOrd()) {
      scanDocuments();
    } else {
      var passes = scorer.getAcceptOrds(bits);
      int end = scorer.maxOrd();
      for (int ordinal = 0; ordinal < end && !collector.earlyTerminated(); ordinal++) {
        if (passes == null || passes.get(ordinal)) {
          score(ordinal);
        }
      }
    }
    flush();
  }

  private void scanDocuments() throws IOException {
    var vectors = ordinals.get();
    var documents = accepted.iterator();
    for (int document = documents.nextDoc();
        document != DocIdSetIterator.NO_MORE_DOCS && !collector.earlyTerminated();
        document = documents.nextDoc()) {
      if (vectors.docID() < document
          && vectors.advance(document) == DocIdSetIterator.NO_MORE_DOCS) {
        return;
      }
      if (vectors.docID() == document) {
        score(vectors.index());
      }
    }
  }

  private void score(int ordinal) throws IOException {
    pending[pendingCount++] = ordinal;
    if (pendingCount == SCORED_AT_ONCE) {
      flush();
    }
  }

  private void flush() throws IOException {
    if (pendingCount > 0) {
      collector.incVisitedCount(pendingCount);
      scorer.bulkScore(pending, scores, pendingCount);
      for (int i = 0; i < pendingCount; i++) {
        worst = Math.min(worst, scores[i]);
        if (scores[i] >= collector.minCompetitiveSimilarity()) {
          collector.collect(scorer.ordToDoc(pending[i]), scores[i]);
        }
      }
      scored += pendingCount;
      pendingCount = 0;
    }
  }

  private void searchIndex(
      float[] query, @Nullable Bits bits, int passing, SegmentPlan plan, long filterNanos)
      throws IOException {
    var field = indexed.orElseThrow();
    var passes = scorer.getAcceptOrds(bits);
    var filter =
        passes == null
            ? IdFilter.ALL
            : ((IdFilter) ordinal -> passes.get((int) ordinal)).counted(passing);
    var seen = new BitSet();
    long searchNanos = 0;
    long rescoreNanos = 0;
    int wanted = Candidates.wanted(field.index().spec(), collector.k());
    while (true) {
      long start = System.nanoTime();
      wanted = (int) Math.min(wanted, Math.max(1, collector.visitLimit()));
      var request = new SearchRequest(wanted, strategy.effort(), filter);
      var hits = field.index().search(query, request);
      long found = System.nanoTime();
      if (seen.isEmpty()) {
        field.costs().searched(strategy.effort(), wanted, passing, found - start);
      }
      boolean wantsMore = rescore(hits, seen, wanted);
      searchNanos += found - start;
      rescoreNanos += System.nanoTime() - found;
      if (!wantsMore) {
        break;
      }
      wanted = (int) Math.min(scorer.maxOrd(), (long) GROWTH * wanted);
    }
    report(plan, passing, filterNanos, searchNanos, rescoreNanos);
  }

  /// @return whether the collector would take worse hits than these, and there are more
  private boolean rescore(Hits hits, BitSet seen, int wanted) throws IOException {
    worst = Float.POSITIVE_INFINITY;
    for (long id : hits.ids()) {
      int ordinal = (int) id;
      if (!seen.get(ordinal) && !collector.earlyTerminated()) {
        seen.set(ordinal);
        score(ordinal);
      }
    }
    flush();
    return hits.count() == wanted
        && wanted < scorer.maxOrd()
        && !collector.earlyTerminated()
        && worst > collector.minCompetitiveSimilarity();
  }
}
