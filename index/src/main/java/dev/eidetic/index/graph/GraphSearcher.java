package dev.eidetic.index.graph;

import dev.eidetic.index.SearchEffort;
import dev.eidetic.index.core.HitCollector;
import dev.eidetic.index.core.KindSearcher;
import dev.eidetic.index.core.OrdinalFilter;
import org.jspecify.annotations.Nullable;

/// Searches a quantized graph: walks and offers what it visited, or scans where few vectors pass.
final class GraphSearcher implements KindSearcher {

  /// Below this many passing vectors a scan is always at least as fast as a walk.
  private static final int ALWAYS_SCANNED = 1000;

  /// A walk visits about as many nodes as its beam is wide, each at the cost of scanning this many
  /// vectors.
  private static final int VISIT_COST = 16;

  /// How many times as many hits as are wanted should lie in the beam.
  private static final double FILTERED_BEAM = 2;

  /// Estimates err, so that range searches also visit what seems to lie a little outside.
  private static final float RANGE_SLACK = 1.15f;

  /// A range search whose beam would hold more than this many, and more than one in [#KEPT_SHARE]
  /// of all, scans instead: a visit costs as much as scanning some 16 vectors, and keeping so many
  /// candidates in order more than that.
  private static final int MOST_KEPT = 4096;

  private static final int KEPT_SHARE = 16;

  /// For more hits the walk ends with the beam.
  private static final int MOST_LIMITED = 128;

  /// What a beam is worth in slack of distances; measured (docs/performance.md).
  private static final float SLACK_PER_BEAM = 1f / 700;

  private final QuantizedGraphKind kind;
  private @Nullable Graph graph;
  private @Nullable GraphWalk walk;
  private float[] extendedQuery = {};

  GraphSearcher(QuantizedGraphKind kind) {
    this.kind = kind;
  }

  @Override
  public void search(
      float[] query, SearchEffort effort, OrdinalFilter filter, HitCollector collector) {
    var current = kind.graph();
    if (current == null) {
      return;
    }
    var walk = walk(current);
    walk.begin(current.nodes(), extended(query, current.nodes().geometry()));
    int live = kind.size();
    int passing = filter.equals(OrdinalFilter.ALL) ? live : Math.min(live, filter.passing());
    boolean isRange = collector.wanted() == Integer.MAX_VALUE;
    int wanted = isRange ? 1 : Math.min(collector.wanted(), passing);
    long beam = beam(effort, wanted, passing, live);
    if (!filter.equals(OrdinalFilter.ALL) && isScanned(passing, beam)) {
      filter.forEach(ordinal -> offer(ordinal, walk.exactScore(ordinal), collector));
      return;
    }
    float kept = isRange ? RANGE_SLACK * walk.distanceOf(collector.threshold()) : -1;
    if (wanted <= MOST_LIMITED && !isRange) {
      beam += beam / 2;
      walk.limit(wanted, effort.beam() * SLACK_PER_BEAM, ordinal -> passes(ordinal, filter));
    } else {
      walk.unlimited();
    }
    walk.run(kind.root(), (int) Math.min(beam, live), kept, Math.max(MOST_KEPT, live / KEPT_SHARE));
    int offered = offerVisited(walk, filter, collector);
    if (isRange ? walk.isCutShort() : offered < wanted) {
      scanRest(walk, filter, collector);
    }
  }

  private float[] extended(float[] query, Geometry geometry) {
    if (!geometry.hasExtra()) {
      return query;
    }
    System.arraycopy(query, 0, extendedQuery, 0, query.length);
    return extendedQuery;
  }

  private GraphWalk walk(Graph current) {
    if (walk == null || !current.equals(graph)) {
      graph = current;
      walk = new GraphWalk(current.nodes(), current.rotatedRows());
      extendedQuery = new float[current.nodes().geometry().extended()];
    }
    return walk;
  }

  /// If at least as many pass among the nearest as are wanted, the best of them are the best of all
  /// that pass. So the beam need not widen as a whole where a share passes: it must hold the wanted
  /// hits, and twice as many lest there be too few by chance.
  private static long beam(SearchEffort effort, int wanted, int passing, int live) {
    double refused = (double) live / Math.max(1, passing) - 1;
    return (long) (Math.max(effort.beam(), wanted) + FILTERED_BEAM * wanted * refused);
  }

  private static boolean isScanned(int passing, long beam) {
    return passing <= ALWAYS_SCANNED || passing <= VISIT_COST * beam;
  }

  private boolean passes(int ordinal, OrdinalFilter filter) {
    return kind.isLive(ordinal) && (filter.equals(OrdinalFilter.ALL) || filter.accepts(ordinal));
  }

  private int offerVisited(GraphWalk walk, OrdinalFilter filter, HitCollector collector) {
    int offered = 0;
    for (int i = 0; i < walk.count(); i++) {
      int ordinal = walk.found(i);
      if (passes(ordinal, filter)) {
        offered++;
        offer(ordinal, walk.score(i), collector);
      }
    }
    return offered;
  }

  /// Too few were visited, because too much is deleted or refused around the query, or because too
  /// much lies in range.
  private void scanRest(GraphWalk walk, OrdinalFilter filter, HitCollector collector) {
    for (int ordinal = 0; ordinal < kind.capacity(); ordinal++) {
      if (!walk.hasVisited(ordinal) && passes(ordinal, filter)) {
        offer(ordinal, walk.exactScore(ordinal), collector);
      }
    }
  }

  private static void offer(int ordinal, float score, HitCollector collector) {
    if (score > collector.threshold()) {
      collector.collect(ordinal, score);
    }
  }
}
