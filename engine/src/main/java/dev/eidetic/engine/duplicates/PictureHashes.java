package dev.eidetic.engine.duplicates;

import dev.eidetic.encode.hash.HashedPicture;
import dev.eidetic.encode.hash.PerceptualHash;
import java.util.BitSet;
import java.util.List;

/// Hashes by ordinal, of each picture as it is and in its seven other orientations; 257 bytes each.
final class PictureHashes {

  static final int ORIENTATIONS = 8;
  static final int WORDS = 4;

  private final long[][] words = new long[ORIENTATIONS][];
  private final byte[] quality;
  private final BitSet known = new BitSet();

  PictureHashes(int count) {
    for (int i = 0; i < ORIENTATIONS; i++) {
      words[i] = new long[Math.multiplyExact(count, WORDS)];
    }
    quality = new byte[count];
  }

  int count() {
    return quality.length;
  }

  synchronized boolean isKnown(int ordinal) {
    return known.get(ordinal);
  }

  synchronized int knownCount() {
    return known.cardinality();
  }

  synchronized void put(int ordinal, HashedPicture picture) {
    put(0, ordinal, picture.hash());
    List<PerceptualHash> turned = picture.turned();
    for (int i = 0; i < turned.size(); i++) {
      put(i + 1, ordinal, turned.get(i));
    }
    quality[ordinal] = (byte) picture.quality();
    known.set(ordinal);
  }

  private void put(int orientation, int ordinal, PerceptualHash hash) {
    for (int word = 0; word < WORDS; word++) {
      words[orientation][WORDS * ordinal + word] = hash.word(word);
    }
  }

  /// Whether there is enough to see for a hash to say something.
  boolean isTelling(int ordinal) {
    return isKnown(ordinal) && quality[ordinal] >= HashedPicture.LEAST_QUALITY;
  }

  long word(int orientation, int ordinal, int word) {
    return words[orientation][WORDS * ordinal + word];
  }

  /// Bits in which one picture, turned, differs from another as it is.
  int distance(int orientation, int turned, int other) {
    int bits = 0;
    for (int word = 0; word < WORDS; word++) {
      long difference = word(orientation, turned, word) ^ word(0, other, word);
      bits += Long.bitCount(difference);
    }
    return bits;
  }
}
