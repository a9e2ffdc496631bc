package dev.eidetic.index.aggregated;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.FileCheck;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.BitSet;
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
/// of threads may search at once. About 20 bytes per word of an image, for 128 numbers, outside the
/// heap or in a mapped file, of which a query reads its own words' share. The memory is given back
/// when nobody holds the index any more.
public final class AggregatedIndex {

  static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Codebook codebook;

  /// Where each word's entries begin; one more at the end.
  private final int[] starts;

  /// Of each entry, the ordinal of its image.
  private final MemorySegment images;

  /// Of each entry, its signs.
  private final MemorySegment codes;

  /// One over the root of each image's number of words; 0 for an image without any.
  private final float[] factors;

  /// What each Hamming distance counts.
  private final float[] selectivity;

  AggregatedIndex(
      Codebook codebook, int[] starts, MemorySegment images, MemorySegment codes, float[] factors) {
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
    addUp(starts);
    int longs = codebook.longs();
    var ordinals = Arena.ofAuto().allocate(INT, starts[codebook.words()]);
    var codes = Arena.ofAuto().allocate(LONG, (long) starts[codebook.words()] * longs);
    var factors = new float[images.size()];
    var next = starts.clone();
    for (int ordinal = 0; ordinal < factors.length; ordinal++) {
      var image = images.get(ordinal);
      factors[ordinal] = factor(image);
      for (int i = 0; i < image.words().length; i++) {
        int entry = next[image.words()[i]]++;
        ordinals.setAtIndex(INT, entry, ordinal);
        for (int j = 0; j < longs; j++) {
          codes.setAtIndex(LONG, (long) entry * longs + j, image.codes()[i * longs + j]);
        }
      }
    }
    return new AggregatedIndex(codebook, starts, ordinals, codes, factors);
  }

  /// Joins indexes of one codebook into a file for [#open]: the images that are kept get ordinals
  /// from 0 on, those of the first part first.
  ///
  /// @param kept for each part which of its ordinals
  public static void saveJoined(Path file, List<AggregatedIndex> parts, List<BitSet> kept)
      throws IOException {
    require(!parts.isEmpty(), "there are no indexes to join");
    var codebook = parts.getFirst().codebook;
    for (var part : parts) {
      require(
          part.codebook.checksum() == codebook.checksum(),
          "indexes of different codebooks cannot be joined");
    }
    try (var arena = Arena.ofConfined()) {
      new JoinedIndex(codebook, parts, kept).index(arena).save(file);
    }
  }

  /// Opens a file that [#save] wrote, mapped; it must be left alone while the index is in use, or
  /// only be deleted.
  ///
  /// @param check STRUCTURE reads no more of it than queries do
  /// @throws CorruptFileException if it is damaged, or was made with another codebook
  public static AggregatedIndex open(Path file, Codebook codebook, FileCheck check)
      throws IOException {
    return AggregatedIndexFile.open(file, codebook, check);
  }

  /// Writes a file aside and moves it into place.
  public void save(Path file) throws IOException {
    AggregatedIndexFile.write(file, this);
  }

  /// Turns counts into places.
  static void addUp(int[] starts) {
    for (int word = 0; word + 1 < starts.length; word++) {
      starts[word + 1] = Math.addExact(starts[word], starts[word + 1]);
    }
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

  /// How many words all images have, each counted for itself.
  public int entries() {
    return starts[starts.length - 1];
  }

  /// Bytes of the inverted file.
  public long memoryBytes() {
    return (long) Integer.BYTES * (starts.length + factors.length)
        + images.byteSize()
        + codes.byteSize();
  }

  Codebook codebook() {
    return codebook;
  }

  int[] starts() {
    return starts;
  }

  MemorySegment images() {
    return images;
  }

  MemorySegment codes() {
    return codes;
  }

  float[] factors() {
    return factors;
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
          long code = codes.getAtIndex(LONG, (long) entry * longs + j);
          distance += Long.bitCount(query.codes()[i * longs + j] ^ code);
        }
        int image = images.getAtIndex(INT, entry);
        if (0 <= image && image < scores.length) { // in a damaged file it may be anything
          scores[image] += selectivity[Math.min(distance, selectivity.length - 1)];
        }
      }
    }
    float own = factor(query);
    for (int ordinal = 0; ordinal < scores.length; ordinal++) {
      scores[ordinal] *= own * factors[ordinal];
    }
    return scores;
  }
}
