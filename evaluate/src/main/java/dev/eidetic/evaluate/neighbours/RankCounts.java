package dev.eidetic.evaluate.neighbours;

import dev.eidetic.evaluate.Judgement;
import dev.eidetic.evaluate.Relevance;
import dev.eidetic.vectors.BlockKernels;
import java.util.Arrays;

/// The exact ranks of one query's relevant images in the whole gallery, without sorting it: their
/// scores are known beforehand, and every image that goes by is counted between two of them. Needs
/// memory for the relevant images only, and time `log2` of their number per image that beats the
/// last of them.
final class RankCounts {

  /// Keys of the relevant images, ascending.
  private final long[] targets;

  /// How many images beat exactly the `i` worst targets.
  private final int[] beating;

  private final int junk;

  /// Below this score nothing beats a target.
  private final float floor;

  /// @param relevantScores of the relevant images, in the order of `relevance.relevant()`
  /// @param junkScores of the junk, in the order of `relevance.junk()`
  RankCounts(Relevance relevance, float[] relevantScores, float[] junkScores) {
    this.targets = keys(relevance.relevant(), relevantScores);
    Arrays.sort(targets);
    this.beating = new int[targets.length + 1];
    this.junk = junkScores.length;
    this.floor =
        targets.length == 0 ? Float.POSITIVE_INFINITY : Math.nextDown(TopKeys.score(targets[0]));
    for (long key : keys(relevance.junk(), junkScores)) {
      beating[beaten(key)]--;
    }
  }

  /// Counts the images of one strip.
  ///
  /// @param positions scratch, as long as a strip
  void count(float[] scores, int from, int firstOrdinal, int rows, int[] positions) {
    int hits = BlockKernels.above(scores, from, from + rows, floor, positions);
    for (int i = 0; i < hits; i++) {
      int position = positions[i];
      beating[beaten(TopKeys.key(scores[position], firstOrdinal + position - from))]++;
    }
  }

  /// What was found, after the whole gallery went by.
  Judgement judgement(int gallerySize) {
    int candidates = gallerySize - junk;
    var ranks = new int[targets.length];
    int better = 0;
    for (int i = 0; i < ranks.length; i++) {
      better += beating[targets.length - i];
      ranks[i] = better;
    }
    return new Judgement(ranks, ranks.length, candidates, candidates);
  }

  /// How many targets a key is better than.
  private int beaten(long key) {
    int low = 0;
    int length = targets.length;
    while (length > 0) { // the branch compiles to a conditional move
      int half = length >>> 1;
      low = targets[low + half] < key ? low + length - half : low;
      length = half;
    }
    return low;
  }

  private static long[] keys(int[] ordinals, float[] scores) {
    var keys = new long[ordinals.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = TopKeys.key(scores[i], ordinals[i]);
    }
    return keys;
  }
}
