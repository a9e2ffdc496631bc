package dev.eidetic.index.graph;

import dev.eidetic.index.core.CacheLines;
import dev.eidetic.vectors.ElementType;
import dev.eidetic.vectors.FastScan;
import dev.eidetic.vectors.LinkEstimates;
import dev.eidetic.vectors.Rows;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.IntPredicate;

/// A walk through the graph towards a query: the best candidates by estimate are visited, a visit
/// computes the exact distance and estimates those of all neighbours.
///
/// Two candidates are visited at a time, and every cache line of both is touched before the first
/// is looked at: so the processor waits for memory once, not twice. Nodes may stand in the beam
/// under several estimates, since the least of several finds more than the first.
///
/// Not thread-safe; reusable.
final class GraphWalk {

  private static final int AT_ONCE = 2;

  /// How many links of the root a walk follows.
  private static final int STARTS = 4;

  private final RotatedRows rows;
  private final float[] scratch;
  private final QueryTables tables;
  private final Beam beam = new Beam();
  private final NearestSoFar nearest = new NearestSoFar();
  private final VisitedSet visited = new VisitedSet();
  private final int[] sums = new int[FastScan.BLOCK];
  private final float[] estimates = new float[FastScan.BLOCK];
  private final int[] next = new int[AT_ONCE];
  private final CacheLines lines = new CacheLines();
  private final float[] prepared;
  private final int[] startNodes = new int[STARTS];
  private final float[] startDistances = new float[STARTS];

  private GraphNodes nodes;
  private NodeLayout layout;
  private MemorySegment segment;
  private Rows vectors;
  private float productBase;
  private float offsetProduct;
  private float queryExtra;
  private float squaredFactor;

  private int[] found = new int[256];
  private float[] scores = new float[256];
  private float[] distances = new float[256];
  private int count;
  private int limitWanted;
  private float limitSlack;
  private IntPredicate limitHits = _ -> true;

  GraphWalk(GraphNodes nodes, RotatedRows rows) {
    this.nodes = nodes;
    this.layout = nodes.layout();
    this.segment = nodes.segment();
    this.vectors = nodes.rows();
    this.rows = rows;
    this.scratch = new float[rows.rotation().dimension()];
    this.tables = new QueryTables(rows.rotation());
    this.prepared = new float[layout.dimension()];
  }

  /// Takes a query.
  ///
  /// @param nodes as they are now
  /// @param query with the extra coordinate if the geometry has one: 0, or that of a stored vector
  void begin(GraphNodes nodes, float[] query) {
    this.nodes = nodes;
    layout = nodes.layout();
    segment = nodes.segment();
    vectors = nodes.rows();
    rows.rotate(query, scratch, tables.rotated());
    tables.fill();
    var scale = nodes.scale();
    squaredFactor = scale.squaredFactor();
    if (nodes.geometry().isProduct()) {
      beginProduct(query);
    } else if (layout.type() == ElementType.INT8) {
      scale.prepareDistance(query, prepared);
    } else {
      System.arraycopy(query, 0, prepared, 0, prepared.length);
    }
  }

  private void beginProduct(float[] query) {
    nodes.scale().prepareDot(query, prepared);
    offsetProduct = nodes.scale().offsetProduct(query);
    float square = 0;
    for (int i = 0; i < prepared.length; i++) {
      square = Math.fma(query[i], query[i], square);
    }
    queryExtra = layout.hasExtra() ? query[prepared.length] : 0;
    productBase = square + queryExtra * queryExtra + nodes.geometry().storedSquare();
  }

  /// Lets the walks that follow end where the hits wanted seem to be found.
  ///
  /// @param wanted hits, at least 1
  /// @param slack see [NearestSoFar#begin]
  /// @param hits which of the visited nodes can be hits, and so count
  void limit(int wanted, float slack, IntPredicate hits) {
    limitWanted = wanted;
    limitSlack = slack;
    limitHits = hits;
  }

  /// Lets the walks that follow end only where the beam does.
  void unlimited() {
    limitWanted = 0;
  }

  /// Walks from where a root leads.
  ///
  /// @param capacity of the beam, at least 1
  /// @param kept candidates nearer than this are visited even if the beam is full
  /// @param most candidates in the beam; if it would need more, the walk ends at once and
  ///   [#isCutShort]
  void run(GraphRoot root, int capacity, float kept, int most) {
    count = 0;
    nearest.begin(limitWanted, limitSlack);
    beam.begin(capacity, kept, most);
    visited.begin();
    int starts = root.nearest(tables, sums, estimates, startNodes, startDistances);
    for (int i = 0; i < starts; i++) {
      if (startDistances[i] < beam.bound()) {
        beam.insert(startDistances[i], startNodes[i]);
      }
    }
    walk();
  }

  /// Walks until every candidate in the beam is visited.
  ///
  /// @param capacity of the beam, at least 1
  void run(int entry, int capacity) {
    count = 0;
    nearest.begin(limitWanted, limitSlack);
    beam.begin(capacity, Float.NEGATIVE_INFINITY, capacity);
    visited.begin();
    beam.insert(Float.MAX_VALUE, entry);
    walk();
  }

  private void walk() {
    for (int ahead = advance(); ahead > 0; ahead = advance()) {
      for (int i = 0; i < ahead; i++) {
        visit(next[i]);
      }
    }
  }

  private int advance() {
    int ahead = 0;
    while (ahead < AT_ONCE) {
      int node = beam.next(nearest.limit());
      if (node < 0) {
        break;
      }
      if (visited.add(node)) {
        lines.touch(segment, nodes.start(node), layout.nodeBytes());
        next[ahead++] = node;
      }
    }
    return ahead;
  }

  private void visit(int node) {
    long start = nodes.start(node);
    float distance = remember(node);
    if (limitWanted > 0 && limitHits.test(node)) {
      nearest.add(distance);
    }
    float bound = Math.min(beam.bound(), nearest.limit());
    for (int block = 0; block < layout.blocks(); block++) {
      FastScan.sums(
          segment,
          start + layout.codes(block),
          1,
          layout.subquantizers(),
          tables.tables(),
          QueryTables.ENTRY_BITS,
          sums);
      int near =
          LinkEstimates.below(
              segment,
              start + layout.factors(block),
              sums,
              distance,
              tables.scale(),
              tables.constant(),
              bound,
              estimates);
      bound = enter(near, start + layout.targets(block), bound);
    }
  }

  private float enter(int near, long targets, float bound) {
    for (int rest = near; rest != 0; rest &= rest - 1) {
      int place = Integer.numberOfTrailingZeros(rest);
      if (estimates[place] < bound) {
        int target = segment.get(GraphNodes.INT, targets + 4L * place);
        if (!visited.contains(target)) {
          beam.insert(estimates[place], target);
          bound = Math.min(beam.bound(), bound);
        }
      }
    }
    return bound;
  }

  /// Computes the exact distance and remembers it.
  private float remember(int node) {
    if (count == found.length) {
      found = Arrays.copyOf(found, 2 * count);
      scores = Arrays.copyOf(scores, 2 * count);
      distances = Arrays.copyOf(distances, 2 * count);
    }
    float score = exactScore(node);
    float distance = nodes.geometry().isProduct() ? productDistance(node, score) : -score;
    found[count] = node;
    scores[count] = score;
    distances[count] = distance;
    count++;
    return distance;
  }

  /// The score of any stored vector, whether visited or not.
  float exactScore(int node) {
    return nodes.geometry().isProduct()
        ? vectors.dot(prepared, node) + offsetProduct
        : -squaredFactor * vectors.squaredDistance(prepared, node);
  }

  /// The distance that belongs to a score, for queries that are not stored vectors.
  float distanceOf(float score) {
    return nodes.geometry().isProduct() ? productBase - 2 * score : -score;
  }

  /// Whether the last walk ended because the beam was to hold too many candidates.
  boolean isCutShort() {
    return beam.isOverfull();
  }

  boolean hasVisited(int node) {
    return visited.contains(node);
  }

  private float productDistance(int node, float product) {
    float extra = layout.hasExtra() && queryExtra != 0 ? queryExtra * nodes.extra(node) : 0;
    return productBase - 2 * (product + extra);
  }

  /// How many nodes were visited.
  int count() {
    return count;
  }

  int found(int i) {
    return found[i];
  }

  float score(int i) {
    return scores[i];
  }

  float distance(int i) {
    return distances[i];
  }
}
