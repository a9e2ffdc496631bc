package dev.eidetic.vectors.quantize;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.vectors.ParallelLoop;
import dev.eidetic.vectors.TableKernels;
import dev.eidetic.vectors.VectorSource;
import dev.eidetic.vectors.cluster.Centroids;
import dev.eidetic.vectors.cluster.KMeans;
import dev.eidetic.vectors.cluster.NearestCentroids;
import java.util.Arrays;

/// Cuts vectors into subspaces and replaces each part by the nearest of `2^bits` code words. Jégou
/// et al., 2011, <https://doi.org/10.1109/TPAMI.2010.57>. Subspace `m` of `M` has coordinates `m *
/// dimension / M` to `(m + 1) * dimension / M`, rounded down, so that any number of subspaces up to
/// the dimension will do. Immutable and thread-safe.
public final class ProductQuantizer {

  private static final int EXAMPLES_PER_WORD = 256;

  private final int dimension;
  private final int bits;
  private final int words;
  private final int[] starts;

  /// Code words by columns, see [TableKernels].
  private final float[] columns;

  private final NearestCentroids[] nearest;

  private ProductQuantizer(int dimension, int subspaces, int bits, float[] columns) {
    this.dimension = dimension;
    this.bits = bits;
    this.words = 1 << bits;
    this.columns = columns;
    this.starts = starts(dimension, subspaces);
    this.nearest = new NearestCentroids[subspaces];
    Arrays.setAll(nearest, i -> new NearestCentroids(words(i)));
  }

  /// @param columns `2^bits` numbers per coordinate, see [#columns]; not copied
  public static ProductQuantizer of(int dimension, int subspaces, int bits, float[] columns) {
    requireFit(dimension, subspaces, bits);
    require(
        columns.length == dimension << bits,
        "there are %d numbers; %d coordinates of %d code words need %d",
        columns.length,
        dimension,
        1 << bits,
        dimension << bits);
    return new ProductQuantizer(dimension, subspaces, bits, columns);
  }

  /// @throws IllegalArgumentException unless there is at least one coordinate per subspace
  public static void requireFit(int dimension, int subspaces, int bits) {
    require(
        1 <= subspaces && subspaces <= dimension,
        "subspaces are %d; they must be 1 to the dimension (%d)",
        subspaces,
        dimension);
    require(4 <= bits && bits <= 8, "bits are %d; they must be 4 to 8", bits);
  }

  /// Learns code words by k-means in each subspace.
  ///
  /// @throws IllegalArgumentException if there are fewer examples than code words
  public static ProductQuantizer train(
      VectorSource examples, int subspaces, int bits, long seed, int threads) {
    int dimension = examples.dimension();
    requireFit(dimension, subspaces, bits);
    int words = 1 << bits;
    require(
        examples.count() >= words,
        "there are %d examples for %d code words; there must be at least as many",
        examples.count(),
        words);
    int[] starts = starts(dimension, subspaces);
    var columns = new float[dimension * words];
    ParallelLoop.run(
        threads,
        subspaces,
        () ->
            subspace -> {
              var part = new SubspaceSource(examples, starts[subspace], starts[subspace + 1]);
              var centroids =
                  KMeans.of(words, seed + subspace, 1)
                      .withExamplesPerCluster(EXAMPLES_PER_WORD)
                      .fit(part);
              putColumns(centroids, starts[subspace], words, columns);
            });
    return new ProductQuantizer(dimension, subspaces, bits, columns);
  }

  private static int[] starts(int dimension, int subspaces) {
    var starts = new int[subspaces + 1];
    Arrays.setAll(starts, i -> (int) ((long) dimension * i / subspaces));
    return starts;
  }

  private static void putColumns(Centroids centroids, int start, int words, float[] columns) {
    int length = centroids.dimension();
    for (int word = 0; word < words; word++) {
      for (int i = 0; i < length; i++) {
        columns[(start + i) * words + word] = centroids.numbers()[word * length + i];
      }
    }
  }

  private Centroids words(int subspace) {
    int length = starts[subspace + 1] - starts[subspace];
    var numbers = new float[words * length];
    for (int word = 0; word < words; word++) {
      for (int i = 0; i < length; i++) {
        numbers[word * length + i] = columns[(starts[subspace] + i) * words + word];
      }
    }
    return new Centroids(numbers, words, length);
  }

  public int dimension() {
    return dimension;
  }

  public int subspaces() {
    return nearest.length;
  }

  public int bits() {
    return bits;
  }

  /// Code words per subspace.
  public int words() {
    return words;
  }

  /// Code words coordinate by coordinate: number `i * words() + j` is coordinate `i` of code word
  /// `j` of the subspace that `i` belongs to. The array itself, not a copy.
  public float[] columns() {
    return columns;
  }

  /// Where each subspace begins among the coordinates, and the dimension at the end. The array
  /// itself, not a copy.
  public int[] starts() {
    return starts;
  }

  public ProductEncoder encoder() {
    return new ProductEncoder(this, nearest);
  }

  /// Restores a vector.
  ///
  /// @param codes one per subspace, 0 to `words() - 1` as unsigned bytes, from `start` on
  public void decode(byte[] codes, int start, float[] target) {
    for (int subspace = 0; subspace < subspaces(); subspace++) {
      int word = Byte.toUnsignedInt(codes[start + subspace]);
      for (int i = starts[subspace]; i < starts[subspace + 1]; i++) {
        target[i] = columns[i * words + word];
      }
    }
  }

  /// Inner products of a query's parts with all code words: those of a vector's codes sum to the
  /// product with the vector that [#decode] restores.
  ///
  /// @param tables receives `words()` numbers per subspace
  public void products(float[] query, float[] tables) {
    TableKernels.products(query, words, columns, starts, tables);
  }

  /// Minus the squared distances of a query's parts to all code words; see [#products].
  public void minusSquaredDistances(float[] query, float[] tables) {
    TableKernels.minusSquaredDistances(query, words, columns, starts, tables);
  }
}
