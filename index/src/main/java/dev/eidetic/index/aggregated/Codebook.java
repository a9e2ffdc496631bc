package dev.eidetic.index.aggregated;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.index.CorruptFileException;
import dev.eidetic.vectors.VectorSource;
import dev.eidetic.vectors.cluster.Centroids;
import dev.eidetic.vectors.cluster.KMeans;
import dev.eidetic.vectors.cluster.NearestCentroids;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/// Visual words, and how an image's descriptors become signs per word. Immutable; any number of
/// threads may use one.
public final class Codebook {

  /// Descriptors per word to learn from, at least.
  private static final int LEAST_PER_WORD = 16;

  private static final int EXAMPLES_PER_WORD = 32;

  private final AggregationSettings settings;
  private final Centroids centroids;
  private final NearestCentroids nearest;
  private final int checksum;

  Codebook(AggregationSettings settings, Centroids centroids) {
    this.settings = settings;
    this.centroids = centroids;
    this.nearest = new NearestCentroids(centroids);
    this.checksum = checksum(centroids);
  }

  private static int checksum(Centroids centroids) {
    var sum = new CRC32C();
    var bytes = ByteBuffer.allocate(Float.BYTES * centroids.dimension());
    for (int i = 0; i < centroids.count(); i++) {
      bytes
          .asFloatBuffer()
          .put(centroids.numbers(), i * centroids.dimension(), centroids.dimension());
      sum.update(bytes.array());
    }
    return (int) sum.getValue();
  }

  /// Learns words from descriptors, by k-means.
  ///
  /// @param descriptors at least one; those of images that will be searched do, but others keep the
  ///   words from fitting the answers
  /// @param threads at least 1
  public static Codebook train(
      VectorSource descriptors, AggregationSettings settings, int threads) {
    require(descriptors.count() >= 1, "there are no descriptors to learn words from");
    int words = Math.clamp(descriptors.count() / LEAST_PER_WORD, 1, settings.words());
    var means =
        KMeans.of(words, settings.seed(), threads).withExamplesPerCluster(EXAMPLES_PER_WORD);
    return new Codebook(settings, means.fit(descriptors));
  }

  /// Reads a file that [#save] wrote.
  ///
  /// @throws CorruptFileException if it is damaged
  public static Codebook open(Path file) throws IOException {
    return CodebookFile.open(file);
  }

  /// Writes a file aside and moves it into place.
  public void save(Path file) throws IOException {
    CodebookFile.write(file, this);
  }

  public AggregationSettings settings() {
    return settings;
  }

  /// How many words there are.
  public int words() {
    return centroids.count();
  }

  /// Numbers of a descriptor.
  public int dimension() {
    return centroids.dimension();
  }

  /// Tells codebooks apart.
  int checksum() {
    return checksum;
  }

  Centroids centroids() {
    return centroids;
  }

  /// Longs of the signs of one word.
  int longs() {
    return (dimension() + Long.SIZE - 1) / Long.SIZE;
  }

  /// An image to be found: each descriptor belongs to its nearest word.
  ///
  /// @param descriptors `count` vectors, one after the other
  public AggregatedImage stored(float[] descriptors, int count) {
    return aggregated(descriptors, count, 1);
  }

  /// An image that asks: each descriptor belongs to several words.
  ///
  /// @param descriptors `count` vectors, one after the other
  public AggregatedImage query(float[] descriptors, int count) {
    return aggregated(descriptors, count, Math.min(settings.assignments(), words()));
  }

  private AggregatedImage aggregated(float[] descriptors, int count, int few) {
    int dimension = dimension();
    require(
        descriptors.length >= (long) count * dimension,
        "there are %d numbers for %d descriptors of %d",
        descriptors.length,
        count,
        dimension);
    int[] words = few == 1 ? nearest(descriptors, count) : nearest.nearest(descriptors, count, few);
    var sums = new TreeMap<Integer, float[]>();
    for (int i = 0; i < count * few; i++) {
      float[] sum = sums.computeIfAbsent(words[i], _ -> new float[dimension]);
      int from = i / few * dimension;
      int centre = words[i] * dimension;
      for (int j = 0; j < dimension; j++) {
        sum[j] += descriptors[from + j] - centroids.numbers()[centre + j];
      }
    }
    var codes = new long[sums.size() * longs()];
    int place = 0;
    for (float[] sum : sums.values()) {
      for (int j = 0; j < dimension; j++) {
        if (sum[j] > 0) {
          codes[place * longs() + j / Long.SIZE] |= 1L << (j % Long.SIZE);
        }
      }
      place++;
    }
    int[] distinct = sums.keySet().stream().mapToInt(Integer::intValue).toArray();
    return new AggregatedImage(distinct, codes);
  }

  /// Takes half the time of finding several.
  private int[] nearest(float[] descriptors, int count) {
    var words = new int[count];
    nearest.assigner(count).assign(descriptors, 0, dimension(), count, words, 0);
    return words;
  }
}
