package dev.eidetic.index.graph;

import dev.eidetic.vectors.RowDots;
import java.util.Arrays;

/// Selects which candidates a node links to.
///
/// Candidates are taken nearest first. One is *occluded* by a link already taken if that is nearer
/// to it than the node is, in proportion: its occlusion is the largest ratio of its distance from
/// the node to its distance from such a link. The first round takes candidates whose occlusion is
/// at most 1, which spreads links over all directions (Arya and Mount, 1993); later rounds are more
/// generous, as in DiskANN, and the last takes the nearest of what is left, so that no place stays
/// empty: a block's links cost the same whether there are 20 or 32.
///
/// Not thread-safe; reusable.
final class LinkSelection {

  /// Squared occlusion allowed in each round.
  private static final float[] ROUNDS = {1, 1.44f, 2.25f, Float.POSITIVE_INFINITY};

  private static final int MOST_CANDIDATES = 512;

  private final VisitedSet known = new VisitedSet();
  private final int rowLength;
  private long[] candidates = new long[256];
  private int count;

  private float[] rows = {};
  private float[] distances = {};
  private float[] occlusions = {};
  private boolean[] isTaken = {};
  private int[] open = {};
  private float[] products = {};

  /// @param extended numbers per vector
  LinkSelection(int extended) {
    rowLength = RowDots.rowLength(extended);
  }

  /// Forgets all candidates.
  ///
  /// @param node never a candidate of its own
  void begin(int node) {
    count = 0;
    known.begin();
    known.add(node);
  }

  /// Adds a candidate, unless it is there already.
  ///
  /// @param distance squared, from the node
  void add(int candidate, float distance) {
    if (known.add(candidate)) {
      if (count == candidates.length) {
        candidates = Arrays.copyOf(candidates, 2 * count);
      }
      candidates[count++] = (long) Float.floatToRawIntBits(Math.max(0, distance)) << 32 | candidate;
    }
  }

  /// All candidates, nearest first.
  int[] nearest() {
    Arrays.sort(candidates, 0, count);
    return Arrays.stream(candidates, 0, count).mapToInt(candidate -> (int) candidate).toArray();
  }

  /// Selects links.
  ///
  /// @param prepared vector of the node, scaled as stored numbers are
  /// @param extra its extra coordinate, scaled likewise
  /// @param degree how many at most
  /// @param chosen receives candidates, the most important first
  /// @return how many
  int select(GraphNodes nodes, float[] prepared, float extra, int degree, int[] chosen) {
    Arrays.sort(candidates, 0, count);
    count = Math.min(count, MOST_CANDIDATES);
    if (count > degree) {
      return selectInRounds(nodes, prepared, extra, degree, chosen);
    }
    for (int i = 0; i < count; i++) {
      chosen[i] = (int) candidates[i];
    }
    return count;
  }

  private int selectInRounds(
      GraphNodes nodes, float[] prepared, float extra, int degree, int[] chosen) {
    load(nodes, prepared, extra);
    int taken = 0;
    for (float allowed : ROUNDS) {
      for (int i = 0; i < count && taken < degree; i++) {
        if (!isTaken[i] && occlusions[i] <= allowed) {
          isTaken[i] = true;
          chosen[taken++] = (int) candidates[i];
          if (taken < degree) {
            occlude(i);
          }
        }
      }
    }
    return taken;
  }

  /// Puts the candidates' vectors, relative to the node, side by side.
  private void load(GraphNodes nodes, float[] prepared, float extra) {
    if (distances.length < count) {
      int room = Math.max(count, 2 * distances.length);
      rows = new float[room * rowLength];
      distances = new float[room];
      occlusions = new float[room];
      isTaken = new boolean[room];
      open = new int[room];
      products = new float[room];
    }
    Arrays.fill(occlusions, 0, count, 0);
    Arrays.fill(isTaken, 0, count, false);
    for (int i = 0; i < count; i++) {
      distances[i] = nodes.difference((int) candidates[i], prepared, extra, rows, i * rowLength);
    }
  }

  /// Raises the occlusion of what lies behind a candidate just taken.
  private void occlude(int link) {
    int behind = 0;
    for (int i = link + 1; i < count; i++) {
      if (!isTaken[i] && occlusions[i] <= ROUNDS[ROUNDS.length - 2]) {
        open[behind++] = i;
      }
    }
    RowDots.dots(rows, rowLength, link, open, behind, products);
    for (int j = 0; j < behind; j++) {
      int i = open[j];
      float between = distances[link] + distances[i] - 2 * products[j];
      float occlusion = between > 0 ? distances[i] / between : Float.MAX_VALUE;
      occlusions[i] = Math.max(occlusions[i], occlusion);
    }
  }
}
