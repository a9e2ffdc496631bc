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
/// A hash is cut into sixteen pieces. Of two that differ in at most 31 bits, one piece at least
/// differs in one bit or none, so that only those are compared that share such a piece: exact, and
/// far from comparing all with all. One piece is taken after the other, which keeps memory to one
/// table. Source: Norouzi, Punjani and Fleet, Fast search in Hamming space with multi-index
/// hashing, 2012.
final class HashPairs {

  static final int PIECES = 16;

  private static final int PIECE_BITS = 16;
  private static final int VALUES = 1 << PIECE_BITS;
  private static final int BLOCK = 1024;

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
    var starts = new int[VALUES + 1];
    for (int ordinal : ordinals) {
      starts[value(0, ordinal, piece) + 1]++;
    }
    for (int i = 0; i < VALUES; i++) {
      starts[i + 1] += starts[i];
    }
    var table = new int[ordinals.length];
    int[] next = Arrays.copyOf(starts, VALUES);
    for (int ordinal : ordinals) {
      table[next[value(0, ordinal, piece)]++] = ordinal;
    }
    int blocks = (ordinals.length + BLOCK - 1) / BLOCK;
    IntConsumer body =
        block -> {
          int end = Math.min(ordinals.length, (block + 1) * BLOCK);
          for (int i = block * BLOCK; i < end; i++) {
            for (int turned = 0; turned < PictureHashes.ORIENTATIONS; turned++) {
              compare(turned, ordinals[i], piece, starts, table);
            }
          }
        };
    ParallelLoop.run(threads, blocks, () -> body);
  }

  private void compare(int orientation, int ordinal, int piece, int[] starts, int[] table) {
    int value = value(orientation, ordinal, piece);
    for (int bit = -1; bit < PIECE_BITS; bit++) {
      int near = bit < 0 ? value : value ^ (1 << bit);
      for (int i = starts[near]; i < starts[near + 1]; i++) {
        int other = table[i];
        if (other > ordinal) {
          int bits = hashes.distance(orientation, ordinal, other);
          if (bits <= PerceptualHash.COPY_BITS) {
            visitor.pair(ordinal, other, bits, orientation > 0);
          }
        }
      }
    }
  }

  private int value(int orientation, int ordinal, int piece) {
    int perWord = Long.SIZE / PIECE_BITS;
    long word = hashes.word(orientation, ordinal, piece / perWord);
    return (int) (word >>> (piece % perWord * PIECE_BITS)) & (VALUES - 1);
  }
}
