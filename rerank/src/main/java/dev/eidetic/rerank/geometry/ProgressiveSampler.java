package dev.eidetic.rerank.geometry;

import java.util.SplittableRandom;

/// Draws samples from the likeliest pairs first, from more and more of them, until after `trials`
/// samples it draws from all alike.
///
/// Source: Chum and Matas, PROSAC, 2005, section 2.1.
final class ProgressiveSampler {

  private final SplittableRandom random;
  private final int count;
  private final int size;

  private int drawn;

  /// Pairs drawn from so far.
  private int pool;

  /// Samples that would contain only the first `pool` of `trials` samples drawn from all.
  private double expected;

  /// After so many samples the pool grows.
  private long growth = 1;

  /// @param count pairs, at least `size`
  /// @param size of a sample
  ProgressiveSampler(long seed, int count, int size, int trials) {
    random = new SplittableRandom(seed);
    this.count = count;
    this.size = size;
    pool = size;
    expected = trials;
    for (int i = 0; i < size; i++) {
      expected *= (double) (size - i) / (count - i);
    }
  }

  /// @param sample receives different pairs
  void draw(int[] sample) {
    drawn++;
    while (drawn > growth && pool < count) {
      double next = expected * (pool + 1) / (pool + 1 - size);
      growth += (long) Math.ceil(next - expected);
      expected = next;
      pool++;
    }
    boolean isNewest = drawn <= growth && pool > size; // the pair that came last takes part
    int free = isNewest ? size - 1 : size;
    for (int i = 0; i < free; i++) {
      sample[i] = another(sample, i, isNewest ? pool - 1 : pool);
    }
    if (isNewest) {
      sample[size - 1] = pool - 1;
    }
  }

  private int another(int[] sample, int chosen, int bound) {
    while (true) {
      int pair = random.nextInt(bound);
      boolean isNew = true;
      for (int i = 0; i < chosen; i++) {
        isNew &= sample[i] != pair;
      }
      if (isNew) {
        return pair;
      }
    }
  }
}
