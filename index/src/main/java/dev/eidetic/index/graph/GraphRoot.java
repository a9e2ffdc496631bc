package dev.eidetic.index.graph;

import dev.eidetic.vectors.FastScan;
import dev.eidetic.vectors.LinkEstimates;
import dev.eidetic.vectors.SignCodes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;

/// A node above all others: it lies in the centre, has no vector, and links to some nodes drawn at
/// random, by the same codes as all links. Scoring its links costs less than a visit or two and
/// saves the walk from the middle of the graph to the query's surroundings.
///
/// Made when a graph is opened or changed, never saved. Immutable.
final class GraphRoot {

  /// One link for this many nodes; measured (docs/performance.md).
  private static final int NODES_PER_LINK = 64;

  /// But no more links than have codes that stay in the first cache beside the query's tables, in
  /// whole blocks: 1,024 at 128 signs, 96 at 1,280.
  private static final int MOST_CODE_BYTES = 16 << 10;

  private final NodeLayout layout;
  private final MemorySegment memory;
  private final int blocks;

  private GraphRoot(NodeLayout layout, MemorySegment memory, int blocks) {
    this.layout = layout;
    this.memory = memory;
    this.blocks = blocks;
  }

  /// @param rows of the graph's nodes
  /// @param live which nodes may be linked to; at least one
  /// @param seed of the choice
  static GraphRoot of(NodeLayout layout, RotatedRows rows, BitSet live, long seed) {
    int mostBlocks = Math.max(1, MOST_CODE_BYTES / layout.codeBytes());
    int wanted = Math.clamp(live.cardinality() / NODES_PER_LINK, 1, mostBlocks * FastScan.BLOCK);
    int[] targets = drawn(live, wanted, seed);
    int blocks = (targets.length + FastScan.BLOCK - 1) / FastScan.BLOCK;
    var memory = Arena.ofAuto().allocate((long) blocks * layout.blockBytes(), 64);
    var root = new GraphRoot(layout, memory, blocks);
    root.fill(targets, rows);
    return root;
  }

  /// In one pass, each choice of so many nodes as likely as any other. Source: Fan, Muller and
  /// Rezucha, 1962, <https://doi.org/10.1080/01621459.1962.10480667>.
  private static int[] drawn(BitSet live, int wanted, long seed) {
    var random = new SplittableRandom(seed);
    var chosen = new int[wanted];
    int count = 0;
    int left = live.cardinality();
    for (int node = live.nextSetBit(0); count < wanted; node = live.nextSetBit(node + 1)) {
      if (random.nextInt(left) < wanted - count) {
        chosen[count++] = node;
      }
      left--;
    }
    return chosen;
  }

  private void fill(int[] targets, RotatedRows rows) {
    var reader = rows.reader();
    var centre = new float[layout.codeDimension()];
    var code = new byte[layout.subquantizers()];
    for (int i = 0; i < blocks * FastScan.BLOCK; i++) {
      int block = i / FastScan.BLOCK;
      int place = i % FastScan.BLOCK;
      int factors = SignCodes.NO_FACTORS;
      if (i < targets.length) {
        reader.locate(targets[i]);
        factors = SignCodes.encode(centre, reader.segment(), reader.at(), code);
        for (int j = 0; j < code.length; j++) {
          FastScan.setCode(memory, codes(block), j, place, code[j]);
        }
      }
      memory.set(GraphNodes.INT, factors(block) + 4L * place, factors);
      memory.set(GraphNodes.INT, targets(block) + 4L * place, i < targets.length ? targets[i] : 0);
    }
  }

  private long codes(int block) {
    return (long) block * layout.blockBytes();
  }

  private long factors(int block) {
    return codes(block) + layout.codeBytes();
  }

  private long targets(int block) {
    return factors(block) + LinkEstimates.FACTOR_BYTES;
  }

  /// Finds the links that seem nearest to a query.
  ///
  /// @param nodes receives the nearest, as many as it is long, or fewer if there are fewer
  /// @param distances likewise
  /// @return how many
  int nearest(QueryTables query, int[] sums, float[] estimates, int[] nodes, float[] distances) {
    int last = nodes.length - 1;
    int count = 0;
    Arrays.fill(distances, Float.POSITIVE_INFINITY);
    float base = query.squaredLength();
    for (int block = 0; block < blocks; block++) {
      FastScan.sums(
          memory,
          codes(block),
          1,
          layout.subquantizers(),
          query.tables(),
          QueryTables.ENTRY_BITS,
          sums);
      int near =
          LinkEstimates.below(
              memory,
              factors(block),
              sums,
              base,
              query.scale(),
              query.constant(),
              distances[last],
              estimates);
      for (; near != 0; near &= near - 1) {
        int place = Integer.numberOfTrailingZeros(near);
        if (estimates[place] < distances[last]) {
          int node = memory.get(GraphNodes.INT, targets(block) + 4L * place);
          put(estimates[place], node, Math.min(count, last), nodes, distances);
          count = Math.min(count + 1, nodes.length);
        }
      }
    }
    return count;
  }

  private static void put(float distance, int node, int place, int[] nodes, float[] distances) {
    int i = place;
    for (; i > 0 && distances[i - 1] > distance; i--) {
      distances[i] = distances[i - 1];
      nodes[i] = nodes[i - 1];
    }
    distances[i] = distance;
    nodes[i] = node;
  }
}
