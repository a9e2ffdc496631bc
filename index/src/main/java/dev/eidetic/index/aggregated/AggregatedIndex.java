package dev.eidetic.index.aggregated;

import java.util.List;
import java.util.stream.IntStream;

/// Finds images that share local descriptors with a query, by an inverted file over visual words:
/// ASMK* of Tolias, Avrithis and Jégou, "Image search with selective match kernels", 2016.
///
/// What an image has in a word is one code, the signs of the sum of its descriptors' differences
/// from the word; two codes of a word resemble each other by `u = 1 - 2 h / D`, h their Hamming
/// distance, which counts `u` to the power of alpha where it is above tau. An image's score is the
/// sum over the words that both have, divided by the root of its number of words and of the
/// query's, so that an image that asks for itself with one assignment gets 1. Immutable; any number
/// of threads may search at once. About 20 bytes per word of an image, for 128 numbers.
public final class AggregatedIndex {

  private final Codebook codebook;

  /// Where each word's entries begin; one more at the end.
  private final int[] starts;

  private final int[] images;
  private final long[] codes;

  /// One over the root of each image's number of words; 0 for an image without any.
  private final float[] factors;

  /// What each Hamming distance counts.
  private final float[] selectivity;

  private AggregatedIndex(
      Codebook codebook, int[] starts, int[] images, long[] codes, float[] factors) {
    this.codebook = codebook;
    this.starts = starts;
    this.images = images;
    this.codes = codes;
    this.factors = factors;
    this.selectivity = selectivity(codebook);
  }

  /// @param images made by [Codebook#stored]; their places are their ordinals
  public static AggregatedIndex of(Codebook codebook, List<AggregatedImage> images) {
    var starts = new int[codebook.words() + 1];
    images.forEach(image -> IntStream.of(image.words()).forEach(word -> starts[word + 1]++));
    for (int word = 0; word < codebook.words(); word++) {
      starts[word + 1] = Math.addExact(starts[word], starts[word + 1]);
    }
    int longs = codebook.longs();
    var ordinals = new int[starts[codebook.words()]];
    var codes = new long[Math.multiplyExact(ordinals.length, longs)];
    var factors = new float[images.size()];
    var next = starts.clone();
    for (int ordinal = 0; ordinal < factors.length; ordinal++) {
      var image = images.get(ordinal);
      factors[ordinal] = factor(image);
      for (int i = 0; i < image.words().length; i++) {
        int entry = next[image.words()[i]]++;
        ordinals[entry] = ordinal;
        System.arraycopy(image.codes(), i * longs, codes, entry * longs, longs);
      }
    }
    return new AggregatedIndex(codebook, starts, ordinals, codes, factors);
  }

  private static float factor(AggregatedImage image) {
    int words = image.words().length;
    return words == 0 ? 0 : (float) (1 / Math.sqrt(words));
  }

  private static float[] selectivity(Codebook codebook) {
    int dimension = codebook.dimension();
    var settings = codebook.settings();
    var selectivity = new float[dimension + 1];
    for (int distance = 0; distance <= dimension; distance++) {
      double similarity = 1 - 2.0 * distance / dimension;
      selectivity[distance] =
          similarity > settings.tau() ? (float) Math.pow(similarity, settings.alpha()) : 0;
    }
    return selectivity;
  }

  /// How many images there are.
  public int count() {
    return factors.length;
  }

  /// Bytes of the inverted file.
  public long memoryBytes() {
    return (long) Integer.BYTES * (starts.length + images.length + factors.length)
        + (long) Long.BYTES * codes.length;
  }

  /// Scores of all images.
  ///
  /// @param query made by [Codebook#query] of the same codebook
  /// @return one number per image, at least 0; greater is closer
  public float[] scores(AggregatedImage query) {
    var scores = new float[factors.length];
    int longs = codebook.longs();
    for (int i = 0; i < query.words().length; i++) {
      int word = query.words()[i];
      for (int entry = starts[word]; entry < starts[word + 1]; entry++) {
        int distance = 0;
        for (int j = 0; j < longs; j++) {
          distance += Long.bitCount(query.codes()[i * longs + j] ^ codes[entry * longs + j]);
        }
        scores[images[entry]] += selectivity[distance];
      }
    }
    float own = factor(query);
    for (int ordinal = 0; ordinal < scores.length; ordinal++) {
      scores[ordinal] *= own * factors[ordinal];
    }
    return scores;
  }
}
