package dev.eidetic.vectors.quantize;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.vectors.cluster.NearestCentroids;
import java.util.Arrays;

/// Encodes vectors by a [ProductQuantizer]; belongs to one thread.
public final class ProductEncoder {

  /// Vectors that can be encoded in one call.
  public static final int MOST_AT_ONCE = 32;

  private final ProductQuantizer quantizer;
  private final NearestCentroids.Assigner[] assigners;
  private final int[] nearest = new int[MOST_AT_ONCE];

  ProductEncoder(ProductQuantizer quantizer, NearestCentroids[] words) {
    this.quantizer = quantizer;
    this.assigners = new NearestCentroids.Assigner[words.length];
    Arrays.setAll(assigners, i -> words[i].assigner(MOST_AT_ONCE));
  }

  /// @param vectors hold `count` vectors one after the other
  /// @param count 0 to 32
  /// @param codes receives one code per subspace, as unsigned bytes, vector after vector
  public void encode(float[] vectors, int count, byte[] codes) {
    require(0 <= count && count <= MOST_AT_ONCE, "count is %d; it must be 0 to 32", count);
    int subspaces = quantizer.subspaces();
    for (int subspace = 0; subspace < subspaces; subspace++) {
      assigners[subspace].assign(
          vectors, quantizer.starts()[subspace], quantizer.dimension(), count, nearest, 0);
      for (int i = 0; i < count; i++) {
        codes[i * subspaces + subspace] = (byte) nearest[i];
      }
    }
  }
}
