package dev.eidetic.lucene;

import java.io.IOException;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.IOSupplier;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.jspecify.annotations.Nullable;

/// How many vectors of one field of a segment pass. Any number of threads may ask.
///
/// Lucene counts the documents that pass a filter, but not all of them need have a vector; and it
/// only guesses how many are not deleted. Deletions are counted once for each version of them, and
/// which documents have vectors is remembered, a bit each, where not all have one. Two threads may
/// both find that out; the result is the same.
final class PassingCount {

  private static final Counted NOTHING = new Counted(new Bits.MatchNoBits(0), 0);

  private volatile Counted last = NOTHING;
  private volatile @Nullable FixedBitSet withVectors;

  private record Counted(Bits documents, int count) {}

  /// @param accepted of a filter or the deletions
  /// @param ordinals walks the documents that have vectors
  int of(
      AcceptDocs accepted,
      RandomVectorScorer scorer,
      IOSupplier<KnnVectorValues.DocIndexIterator> ordinals)
      throws IOException {
    var bits = accepted.bits();
    if (bits == null) {
      return scorer.maxOrd();
    }
    if (!(bits instanceof BitSet)) {
      return live(bits, scorer);
    }
    if (scorer.maxOrd() == bits.length()) {
      return accepted.cost();
    }
    var all = withVectors(bits.length(), ordinals);
    return bits instanceof FixedBitSet passing
        ? (int) FixedBitSet.intersectionCount(passing, all)
        : common(accepted.iterator(), all);
  }

  /// @param documents that are not deleted; the same object for the same version
  @SuppressWarnings("ReferenceEquality") // is it the same version?
  private int live(Bits documents, RandomVectorScorer vectors) {
    var known = last;
    if (known.documents() == documents) {
      return known.count();
    }
    var live = vectors.getAcceptOrds(documents);
    int count = 0;
    for (int ordinal = 0; ordinal < vectors.maxOrd(); ordinal++) {
      count += live == null || live.get(ordinal) ? 1 : 0;
    }
    last = new Counted(documents, count);
    return count;
  }

  private FixedBitSet withVectors(
      int documents, IOSupplier<KnnVectorValues.DocIndexIterator> ordinals) throws IOException {
    var known = withVectors;
    if (known == null) {
      known = new FixedBitSet(documents);
      known.or(ordinals.get());
      withVectors = known;
    }
    return known;
  }

  private static int common(DocIdSetIterator passing, FixedBitSet all) throws IOException {
    int count = 0;
    for (int document = passing.nextDoc();
        document != DocIdSetIterator.NO_MORE_DOCS;
        document = passing.nextDoc()) {
      count += all.get(document) ? 1 : 0;
    }
    return count;
  }
}
