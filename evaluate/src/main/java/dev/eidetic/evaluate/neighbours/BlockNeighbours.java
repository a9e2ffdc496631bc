package dev.eidetic.evaluate.neighbours;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.evaluate.GroundTruth;
import dev.eidetic.evaluate.Judge;
import dev.eidetic.evaluate.JudgementSink;
import dev.eidetic.vectors.BlockKernels;
import dev.eidetic.vectors.VectorSource;
import java.util.ArrayList;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/// Compares all queries with all gallery images by inner product, exactly, and never holds more
/// than a few blocks of them.
///
/// Each thread takes a block of up to 2,040 queries and passes the whole gallery by it. Working
/// memory is, per thread, the block, and what is kept per query of it ([#MOST_BYTES] in all): the
/// size of the gallery does not matter. Equal scores are ranked by lower ordinal. Results are the
/// same for any number of threads, to the last bit.
///
/// ```
/// var vectors = VectorSource.of(rows).normalized();
/// var truth = GroundTruth.leaveOneOut(labels);
/// var evaluator = new Evaluator(truth.queries(), metrics, Bootstrap.DEFAULT);
/// new BlockNeighbours(vectors, vectors, 2).judgeTop(truth, 10, evaluator);
/// ```
///
/// Every call starts its own threads and ends them; an instance may be used by several callers.
public final class BlockNeighbours {

  /// Queries per block, at most: enough that packing the gallery costs little beside multiplying.
  private static final int LARGEST_BLOCK = 340 * BlockKernels.QUERIES;

  /// What a thread may use for the queries of a block and what is kept for them: 64 MiB.
  public static final long MOST_BYTES = 64L << 20;

  private final VectorSource queries;
  private final VectorSource gallery;
  private final int threads;

  /// @param queries of the same dimension as the gallery; may be the same object
  /// @param threads to compute with, 1 to 1024; one per core is best
  /// @throws IllegalArgumentException if a vector is not finite or so long that its square is not
  public BlockNeighbours(VectorSource queries, VectorSource gallery, int threads) {
    require(
        queries.dimension() == gallery.dimension(),
        "queries have %d numbers and gallery vectors %d; they must agree",
        queries.dimension(),
        gallery.dimension());
    require(1 <= threads && threads <= 1024, "threads is %d; it must be 1 to 1024", threads);
    this.queries = queries;
    this.gallery = gallery;
    this.threads = threads;
    FiniteVectors.require("gallery", gallery);
    if (!queries.equals(gallery)) {
      FiniteVectors.require("query", queries);
    }
  }

  /// The `k` nearest images of each query.
  ///
  /// @param k at least 1; a smaller gallery is ranked whole. All of them are kept: 12 bytes each
  /// @throws InterruptedException if the caller was interrupted; the threads have ended
  public Neighbours nearest(int k) throws InterruptedException {
    return nearest(k, false);
  }

  /// The `k` nearest other images, for queries that are the gallery itself: query `i` is image `i`
  /// and left out of its own answer.
  public Neighbours nearestOthers(int k) throws InterruptedException {
    require(
        queries.count() == gallery.count(),
        "there are %d queries and %d gallery images; each query must be the image of its number",
        queries.count(),
        gallery.count());
    return nearest(k, true);
  }

  private Neighbours nearest(int k, boolean withoutSelf) throws InterruptedException {
    require(k >= 1, "k is %d; it must be at least 1", k);
    int wanted = Math.min(k, gallery.count() - (withoutSelf ? 1 : 0));
    var ordinals = new int[queries.count()][];
    var scores = new float[queries.count()][];
    scanTop(
        _ -> withoutSelf ? wanted + 1 : wanted,
        () ->
            (query, keys) -> {
              ordinals[query] = new int[wanted];
              scores[query] = new float[wanted];
              int count = 0;
              for (int i = 0; count < wanted; i++) {
                int ordinal = TopKeys.ordinal(keys[i]);
                if (!withoutSelf || ordinal != query) {
                  ordinals[query][count] = ordinal;
                  scores[query][count++] = TopKeys.score(keys[i]);
                }
              }
            });
    return new Neighbours(ordinals, scores, wanted == gallery.count());
  }

  /// Judges the beginning of each query's ranking: as many places as the query has relevant images,
  /// and at least `places`. That is all that MAP@R, R-precision and any metric at `places` or fewer
  /// look at.
  ///
  /// @param places at least 1
  /// @param sink called from the computing threads
  /// @throws InterruptedException if the caller was interrupted; the threads have ended
  public void judgeTop(GroundTruth truth, int places, JudgementSink sink)
      throws InterruptedException {
    requireFits(truth);
    require(places >= 1, "places is %d; it must be at least 1", places);
    scanTop(
        query -> {
          var relevance = truth.relevance(query);
          long wanted = (long) Math.max(places, relevance.relevant().length);
          return (int) Math.min(wanted + relevance.junk().length, gallery.count());
        },
        () -> {
          var judge = new Judge(truth);
          return (query, keys) -> {
            var ranked = new int[keys.length];
            for (int i = 0; i < ranked.length; i++) {
              ranked[i] = TopKeys.ordinal(keys[i]);
            }
            sink.accept(query, judge.judge(query, ranked));
          };
        });
  }

  /// Judges each query's ranking of the whole gallery, which is counted, not sorted or stored: all
  /// metrics are exact, mAP among them.
  ///
  /// @param sink called from the computing threads
  /// @throws InterruptedException if the caller was interrupted; the threads have ended
  public void judgeWhole(GroundTruth truth, JudgementSink sink) throws InterruptedException {
    requireFits(truth);
    var plan =
        BlockPlan.of(
            queries,
            threads,
            LARGEST_BLOCK,
            query -> 12L * truth.relevance(query).relevant().length);
    plan.run(
        gallery,
        (scan, first, count) -> {
          var counts = new ArrayList<RankCounts>(count);
          for (int i = 0; i < count; i++) {
            var relevance = truth.relevance(first + i);
            counts.add(
                new RankCounts(
                    relevance,
                    scan.scoresOf(i, relevance.relevant()),
                    scan.scoresOf(i, relevance.junk())));
          }
          var positions = new int[BlockKernels.rowsPerStrip()];
          scan.scan(
              (query, scores, from, firstOrdinal, rows) ->
                  counts.get(query).count(scores, from, firstOrdinal, rows, positions));
          for (int i = 0; i < count; i++) {
            sink.accept(first + i, counts.get(i).judgement(gallery.count()));
          }
        });
  }

  /// Takes the sorted keys of one query.
  private interface KeysTaker {
    void take(int query, long[] keys);
  }

  /// @param wanted how many hits a query needs
  /// @param takers makes one taker per block
  private void scanTop(IntUnaryOperator wanted, Supplier<KeysTaker> takers)
      throws InterruptedException {
    IntToLongFunction bytes = query -> TopKeys.bytesFor(wanted.applyAsInt(query));
    BlockPlan.of(queries, threads, LARGEST_BLOCK, bytes)
        .run(
            gallery,
            (scan, first, count) -> {
              var tops = new TopKeys[count];
              for (int i = 0; i < count; i++) {
                tops[i] = new TopKeys(wanted.applyAsInt(first + i));
              }
              var positions = new int[BlockKernels.rowsPerStrip()];
              scan.scan(
                  (query, scores, from, firstOrdinal, rows) -> {
                    var top = tops[query];
                    int hits =
                        BlockKernels.above(scores, from, from + rows, top.threshold(), positions);
                    for (int i = 0; i < hits; i++) {
                      int position = positions[i];
                      top.add(scores[position], firstOrdinal + position - from);
                    }
                  });
              var taker = takers.get();
              for (int i = 0; i < count; i++) {
                taker.take(first + i, tops[i].sortedKeys());
              }
            });
  }

  private void requireFits(GroundTruth truth) {
    require(
        truth.queries() == queries.count() && truth.gallerySize() == gallery.count(),
        "truth is for %d queries and %d images; there are vectors of %d and %d",
        truth.queries(),
        truth.gallerySize(),
        queries.count(),
        gallery.count());
  }
}
