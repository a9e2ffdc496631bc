package dev.eidetic.engine.storage;

import dev.eidetic.lucene.SegmentSearchStrategy;
import org.apache.lucene.search.AbstractKnnCollector;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TotalHits;

/// Takes the hits of one segment to the best of all segments. Belongs to one thread.
final class SegmentCollector extends AbstractKnnCollector {

  private final NearestDocuments nearest;
  private final int firstDocument;
  private int collected;

  /// @param firstDocument number of the segment's first document among all
  SegmentCollector(
      NearestDocuments nearest, int count, int firstDocument, SegmentSearchStrategy strategy) {
    super(count, Long.MAX_VALUE, strategy);
    this.nearest = nearest;
    this.firstDocument = firstDocument;
  }

  /// @param similarity of Lucene, (1 + cosine) / 2
  @Override
  public boolean collect(int document, float similarity) {
    collected++;
    return nearest.add(firstDocument + document, 2 * similarity - 1);
  }

  @Override
  public int numCollected() {
    return collected;
  }

  @Override
  public float minCompetitiveSimilarity() {
    return (1 + nearest.threshold()) / 2;
  }

  /// The hits are where this was told to put them.
  @Override
  public TopDocs topDocs() {
    return new TopDocs(new TotalHits(visitedCount(), TotalHits.Relation.EQUAL_TO), new ScoreDoc[0]);
  }
}
