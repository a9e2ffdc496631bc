package dev.eidetic.vectors;

import dev.eidetic.testkit.Seeds;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/// Times the tile kernel on one core, queries against one strip, by processor time: a programme to
/// run by hand, see docs/evaluation.md. Argument: the dimension.
public final class TileSpeed {

  private static final int TILES = 340;

  private TileSpeed() {}

  public static void main(String[] arguments) {
    int dimension = Integer.parseInt(arguments[0]);
    int width = BlockKernels.rowsPerStrip();
    float[] queries = Seeds.of(1).vector(TILES * BlockKernels.QUERIES * dimension);
    float[] strip = Seeds.of(2).vector(width * dimension);
    var scores = new float[BlockKernels.QUERIES * width];
    var twin = new float[scores.length];
    BlockKernels.dots(queries, 0, dimension, strip, scores);
    ScalarBlockKernels.dots(queries, 0, dimension, strip, width, twin);
    Preconditions.require(Arrays.equals(scores, twin), "kernels differ; nothing to measure");
    var threads = ManagementFactory.getThreadMXBean();
    for (int round = 0; round < 12; round++) {
      long start = threads.getCurrentThreadCpuTime();
      for (int tile = 0; tile < 20 * TILES; tile++) {
        int offset = tile % TILES * BlockKernels.QUERIES * dimension;
        BlockKernels.dots(queries, offset, dimension, strip, scores);
      }
      double nanos = threads.getCurrentThreadCpuTime() - start;
      double operations = 2.0 * 20 * TILES * BlockKernels.QUERIES * width * dimension;
      System.out.printf(Locale.ROOT, "%.1f GFLOP/s%n", operations / nanos);
    }
  }
}
