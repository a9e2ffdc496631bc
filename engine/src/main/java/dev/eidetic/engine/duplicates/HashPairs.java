package dev.eidetic.engine.duplicates;

import dev.eidetic.encode.hash.PerceptualHash;
import dev.eidetic.vectors.ParallelLoop;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Objects;
import java.util.function.IntConsumer;

/// All pairs of pictures whose hashes differ in few bits, in any orientation.
///
/// A hash of 256 bits is four words of four pieces. Of two hashes that differ in at most 31 bits,
/// one word differs in at most 7, one half of it in at most 3, and one piece of that in at most 1.
/// So only those are compared that share a piece but for one bit, and they by the rest of the word
/// first, which lies beside them in the table: exact, and far from comparing all with all. One
/// piece is taken after the other, which keeps memory to one table. Source: Norouzi, Punjani and
/// Fleet, Fast search in Hamming space with multi-index hashing, 2012; the steps within the word
/// are ours.
final class HashPairs {

  static final int PIECES = 16;

  private static final int PIECE_BITS = 16;
  private static final int PER_WORD = Long.SIZE / PIECE_BITS;
  private static final int VALUES = 1 << PIECE_BITS;
  private static final int BLOCK = 1024;

  /// Bits that differ in one word at most, if all four together differ in so few.
  private static final int WORD_LIMIT = PerceptualHash.COPY_BITS / 4;

  private static final int HALF_LIMIT = WORD_LIMIT / 2;

  private final PictureHashes hashes;
  private final Visitor visitor;
  private final BitSet compared;

  /// Takes pairs; called by any thread, and more than once for some.
  @FunctionalInterface
  interface Visitor {

    /// @param isTurned whether the one must be turned or mirrored to be like the other
    void pair(int one, int other, int bits, boolean isTurned);
  }

  HashPairs(PictureHashes hashes, Visitor visitor) {
    this.hashes = hashes;
    this.visitor = visitor;
    this.compared = distinct();
  }

  /// Pictures of equal hash are paired with the first of them, which is compared for all: else many
  /// copies of one picture would be compared with each other, each with each.
  private BitSet distinct() {
    var first = new HashMap<Words, Integer>();
    var distinct = new BitSet();
    for (int ordinal = 0; ordinal < hashes.count(); ordinal++) {
      if (hashes.isTelling(ordinal)) {
        var known = first.putIfAbsent(Words.of(hashes, ordinal), ordinal);
        if (known == null) {
          distinct.set(ordinal);
        } else {
          visitor.pair(known, ordinal, 0, false);
        }
      }
    }
    return distinct;
  }

  private record Words(long a, long b, long c, long d) {

    static Words of(PictureHashes hashes, int ordinal) {
      return new Words(
          hashes.word(0, ordinal, 0),
          hashes.word(0, ordinal, 1),
          hashes.word(0, ordinal, 2),
          hashes.word(0, ordinal, 3));
    }

    @Override
    public int hashCode() {
      return Objects.hash(a, b, c, d);
    }
  }

  /// @param piece 0 to [#PIECES] - 1; all are to be taken
  void visit(int piece, int threads) {
    int[] ordinals = compared.stream().toArray();
    var table = table(ordinals, piece);
    int blocks = (ordinals.length + BLOCK - 1) / BLOCK;
    IntConsumer body =
        block -> {
          int end = Math.min(ordinals.length, (block + 1) * BLOCK);
          for (int i = block * BLOCK; i < end; i++) {
            for (int turned = 0; turned < PictureHashes.ORIENTATIONS; turned++) {
              compare(turned, ordinals[i], piece, table);
            }
          }
        };
    ParallelLoop.run(threads, blocks, () -> body);
  }

  /// Pictures by the value of a piece.
  ///
  /// @param starts where those of a value begin, with one more
  /// @param ordinals ascending within a value
  /// @param words that the piece is of, beside their ordinals
  private record Table(int[] starts, int[] ordinals, long[] words) {}

  private Table table(int[] ordinals, int piece) {
    var starts = new int[VALUES + 1];
    for (int ordinal : ordinals) {
      starts[value(word(0, ordinal, piece), piece) + 1]++;
    }
    for (int i = 0; i < VALUES; i++) {
      starts[i + 1] += starts[i];
    }
    var sorted = new int[ordinals.length];
    var words = new long[ordinals.length];
    int[] next = Arrays.copyOf(starts, VALUES);
    for (int ordinal : ordinals) {
      long word = word(0, ordinal, piece);
      int place = next[value(word, piece)]++;
      sorted[place] = ordinal;
      words[place] = word;
    }
    return new Table(starts, sorted, words);
  }

  private void compare(int orientation, int ordinal, int piece, Table table) {
    long word = word(orientation, ordinal, piece);
    int value = value(word, piece);
    long half = (-1L >>> (Long.SIZE / 2)) << (piece % PER_WORD / 2 * (Long.SIZE / 2));
    for (int bit = -1; bit < PIECE_BITS; bit++) {
      int near = bit < 0 ? value : value ^ (1 << bit);
      int start = table.starts[near];
      for (int i = table.starts[near + 1] - 1; i >= start && table.ordinals[i] > ordinal; i--) {
        long difference = word ^ table.words[i];
        if (Long.bitCount(difference) <= WORD_LIMIT
            && Long.bitCount(difference & half) <= HALF_LIMIT) {
          pair(orientation, ordinal, table.ordinals[i]);
        }
      }
    }
  }

  private void pair(int orientation, int ordinal, int other) {
    int bits = hashes.distance(orientation, ordinal, other);
    if (bits <= PerceptualHash.COPY_BITS) {
      visitor.pair(ordinal, other, bits, orientation > 0);
    }
  }

  private long word(int orientation, int ordinal, int piece) {
    return hashes.word(orientation, ordinal, piece / PER_WORD);
  }

  private static int value(long word, int piece) {
    return (int) (word >>> (piece % PER_WORD * PIECE_BITS)) & (VALUES - 1);
  }
}
