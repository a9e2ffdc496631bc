package dev.eidetic.lucene;

import org.apache.lucene.util.Bits;
import org.apache.lucene.util.hnsw.RandomVectorScorer;

/// How many vectors of a segment belong to documents that are not deleted: counted once for each
/// version of the deletions. Any number of threads may ask; two may both count.
final class LiveCount {

  private static final Counted NOTHING = new Counted(new Bits.MatchNoBits(0), 0);

  private volatile Counted last = NOTHING;

  private record Counted(Bits documents, int count) {}

  /// @param documents that are not deleted; the same object for the same version
  @SuppressWarnings("ReferenceEquality") // is it the same version?
  int count(Bits documents, RandomVectorScorer vectors) {
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
}
