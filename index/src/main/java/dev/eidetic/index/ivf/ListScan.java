package dev.eidetic.index.ivf;

import dev.eidetic.index.core.HitCollector;
import dev.eidetic.index.core.OrdinalFilter;
import java.util.BitSet;

/// Scans the lists nearest to a query, nearest first.
///
/// A filter makes the neighbourhood that holds the wanted hits larger: so the fewer vectors pass,
/// the more lists are scanned, all of them where that costs no more than a usual search. As long as
/// there are fewer hits than wanted, the scan goes on.
final class ListScan {

  private static final int RUN_BLOCKS = 8;

  /// Below this share of passing vectors, vectors are tested before they are scored.
  private static final double TESTED_FIRST_BELOW = 0.25;

  private final Lists lists;
  private final ListScorer scorer;
  private final boolean isSpilled;
  private final int[] places = new int[RUN_BLOCKS * ListCodec.BLOCK];
  private final float[] scores = new float[RUN_BLOCKS * ListCodec.BLOCK];
  private final ListChooser chooser;
  private final BitSet scanned = new BitSet();

  /// Ordinals that were offered, where they may be met twice.
  private final SeenOrdinals seen = new SeenOrdinals();

  private OrdinalFilter filter = OrdinalFilter.ALL;
  private boolean isFiltered;
  private boolean isTestedFirst;
  private int found;

  ListScan(TrainedLists trained) {
    this.lists = trained.lists();
    this.scorer = trained.codec().scorer();
    this.isSpilled = trained.isSpilled();
    this.chooser = trained.coarse().chooser();
  }

  /// @param size how many vectors there are
  void search(float[] query, int probes, OrdinalFilter filter, int size, HitCollector collector) {
    this.filter = filter;
    isFiltered = !filter.equals(OrdinalFilter.ALL);
    double share = isFiltered ? Math.min(1.0, filter.passing() / (double) size) : 1;
    isTestedFirst = share < TESTED_FIRST_BELOW;
    found = 0;
    scanned.clear();
    seen.clear();
    scorer.begin(query);
    scan(query, widened(probes, share), collector);
    if (found < collector.wanted() && collector.wanted() < Integer.MAX_VALUE) {
      scan(query, lists.count(), collector);
    }
  }

  /// How many lists to scan when only a share of the vectors passes.
  private int widened(int probes, double share) {
    double lists = Math.min(probes, this.lists.count()) / Math.sqrt(Math.max(share, 1e-12));
    return (int) Math.min(this.lists.count(), Math.ceil(lists));
  }

  /// Scans the best lists that were not scanned yet; beyond those of the first call only until
  /// there are enough hits.
  private void scan(float[] query, int count, HitCollector collector) {
    boolean isFurther = !scanned.isEmpty();
    var order = chooser.choose(query, count);
    for (int i = 0; i < order.count(); i++) {
      int list = order.list(i);
      if (isFurther && (scanned.get(list) || found >= collector.wanted())) {
        continue;
      }
      scanned.set(list);
      if (lists.size(list) > 0) {
        scorer.beginList(list, order.score(i));
        if (isTestedFirst) {
          scanPassing(list, collector);
        } else {
          scanAll(list, collector);
        }
      }
    }
  }

  private void scanAll(int list, HitCollector collector) {
    int size = lists.size(list);
    var blocks = lists.blocks();
    int end = Lists.blocksFor(size);
    for (int i = 0; i < end; ) {
      int run = lists.run(list, i, RUN_BLOCKS);
      int vectors = Math.min(run * ListCodec.BLOCK, size - i * ListCodec.BLOCK);
      int block = lists.block(list, i);
      int above =
          scorer.above(
              blocks.codes(block),
              blocks.codesOffset(block),
              vectors,
              collector.threshold(),
              places,
              scores);
      for (int j = 0; j < above; j++) {
        if (scores[j] > collector.threshold()) {
          int position = places[j];
          offer(
              blocks.ordinal(block + position / ListCodec.BLOCK, position % ListCodec.BLOCK),
              scores[j],
              collector);
        }
      }
      i += run;
    }
  }

  private void offer(int ordinal, float score, HitCollector collector) {
    if ((!isFiltered || filter.accepts(ordinal)) && isNew(ordinal)) {
      collector.collect(ordinal, score);
      found++;
    }
  }

  private boolean isNew(int ordinal) {
    return !isSpilled || seen.add(ordinal);
  }

  private void scanPassing(int list, HitCollector collector) {
    int size = lists.size(list);
    var blocks = lists.blocks();
    for (int i = 0; i < size; i++) {
      int block = lists.block(list, i / ListCodec.BLOCK);
      int place = i % ListCodec.BLOCK;
      int ordinal = blocks.ordinal(block, place);
      if (filter.accepts(ordinal) && isNew(ordinal)) {
        float score = scorer.score(blocks.codes(block), blocks.codesOffset(block), place);
        collector.collect(ordinal, score);
        found++;
      }
    }
  }
}
