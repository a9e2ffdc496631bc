package dev.eidetic.index.hnsw;

import dev.eidetic.index.core.CacheLines;
import dev.eidetic.index.core.RowScorer;
import java.lang.foreign.MemorySegment;

/// Follows links towards a query; belongs to one thread. Searching and building share it.
final class Walk {

  private final Graph graph;
  private final Links links;
  private final RowScorer scorer;
  private final Visited visited = new Visited();
  private final Beam beam = new Beam();
  private final CacheLines lines = new CacheLines();
  private final int[] fresh;
  private final float[] scores;

  Walk(Graph graph) {
    this.graph = graph;
    this.links = graph.links();
    this.scorer = graph.scorer();
    this.fresh = new int[links.width(0)];
    this.scores = new float[links.width(0)];
  }

  /// @param query kept until the next call
  void begin(float[] query) {
    scorer.begin(query);
  }

  RowScorer scorer() {
    return scorer;
  }

  Beam beam() {
    return beam;
  }

  /// Goes from neighbour to closer neighbour, level by level, down to the last level above `floor`.
  ///
  /// @return the closest vertex found, `from` itself if it lives no higher than `floor`
  int descend(int from, int floor) {
    int best = from;
    float bestScore = scorer.score(best);
    for (int level = graph.levels().of(from); level > floor; level--) {
      int before;
      do {
        before = best;
        int count = links.read(best, level, fresh);
        scorer.scores(fresh, count, scores);
        for (int i = 0; i < count; i++) {
          if (scores[i] > bestScore) {
            bestScore = scores[i];
            best = fresh[i];
          }
        }
      } while (best != before);
    }
    return best;
  }

  /// Collects the closest vertices of a level in the [#beam].
  ///
  /// @param from where to begin
  /// @param capacity of the beam
  /// @param end one more than the largest ordinal
  void search(int from, int level, int capacity, int end) {
    beam.begin(capacity);
    visited.begin(end);
    visited.mark(from);
    beam.offer(from, scorer.score(from));
    var segment = links.segment(level);
    int width = links.width(level);
    for (int vertex = beam.expandNext(); vertex >= 0; vertex = beam.expandNext()) {
      int count = unseen(segment, links.start(vertex, level), width);
      touchUpcoming(segment, level, width);
      scorer.scores(fresh, count, scores);
      float threshold = beam.threshold();
      for (int i = 0; i < count; i++) {
        if (scores[i] > threshold) {
          beam.offer(fresh[i], scores[i]);
          threshold = beam.threshold();
        }
      }
    }
  }

  /// Collects the vertices of the lowest level that score more than a minimum in the [#beam], and
  /// the closest of the others: what scores enough is often linked only through what does not.
  ///
  /// @param from where to begin
  /// @param capacity of the beam besides those that score enough
  /// @param most gives up when the beam would have to keep more
  /// @return false if given up
  boolean searchAbove(float minimum, int from, int capacity, int most, int end) {
    beam.begin(capacity);
    visited.begin(end);
    visited.mark(from);
    scores[0] = scorer.score(from);
    fresh[0] = from;
    int count = 1;
    for (int vertex = from; vertex >= 0 && beam.capacity() <= most; ) {
      for (int i = 0; i < count; i++) {
        if (scores[i] > minimum) {
          beam.widen();
        }
        beam.offer(fresh[i], scores[i]);
      }
      vertex = beam.expandNext();
      if (vertex >= 0) {
        count = unseen(links.segment(0), links.start(vertex, 0), links.width(0));
        scorer.scores(fresh, count, scores);
      }
    }
    return beam.capacity() <= most;
  }

  /// Fetches the links that will most likely be followed next, while vectors are scored.
  private void touchUpcoming(MemorySegment segment, int level, int width) {
    int upcoming = beam.upcoming();
    if (upcoming >= 0) {
      lines.touch(segment, links.start(upcoming, level), (long) width * Integer.BYTES);
    }
  }

  /// Gathers and marks the linked vertices that were not seen yet.
  private int unseen(MemorySegment segment, long start, int width) {
    int count = 0;
    for (int i = 0; i < width; i++) {
      int link = segment.get(Links.INT, start + 4L * i);
      if (link == 0) {
        break;
      }
      if (visited.mark(link - 1)) {
        fresh[count++] = link - 1;
      }
    }
    return count;
  }
}
