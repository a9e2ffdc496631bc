package dev.eidetic.vectors;

import dev.eidetic.testkit.Seeds;
import java.util.Arrays;
import java.util.Locale;

/// Times the products of all pairs of two sets on one core: a programme to run by hand, see
/// docs/geometry.md. Arguments: rows per set, dimension.
public final class PairSpeed {

  private PairSpeed() {}

  public static void main(String[] arguments) {
    int count = Integer.parseInt(arguments[0]);
    int dimension = Integer.parseInt(arguments[1]);
    var left = codes(1, count, dimension);
    var right = codes(2, count, dimension);
    var scratch = new PairProducts();
    var micros = new double[2000];
    for (int round = 0; round < micros.length; round++) {
      long start = System.nanoTime();
      scratch.compute(left, right);
      micros[round] = (System.nanoTime() - start) / 1e3;
    }
    double[] last = Arrays.copyOfRange(micros, micros.length / 2, micros.length);
    Arrays.sort(last);
    System.out.printf(
        Locale.ROOT,
        "%d x %d pairs of %d numbers: median %.0f us, 95th of 100 %.0f us (%s)%n",
        count,
        count,
        dimension,
        last[last.length / 2],
        last[last.length * 95 / 100],
        Kernels.lanes());
  }

  private static CodeStrips codes(long seed, int count, int dimension) {
    var codes = new byte[count * dimension];
    float[] vectors = Seeds.of(seed).vector(count * dimension);
    for (int i = 0; i < count; i++) {
      CodeStrips.quantize(vectors, i * dimension, dimension, codes, i * dimension);
    }
    return CodeStrips.of(codes, count, dimension);
  }
}
