package dev.eidetic.evaluate.dataset;

import java.util.Arrays;
import java.util.BitSet;

/// Pairs of images or templates, nine bytes each. Grows while it is read; one thread until then.
public final class PairList {

  private int[] sides = new int[64];
  private byte[] folds = new byte[32];
  private final BitSet same = new BitSet();
  private int size;

  PairList() {}

  void add(int first, int second, boolean alike, int fold) {
    if (size == folds.length) {
      folds = Arrays.copyOf(folds, Math.multiplyExact(size, 2));
      sides = Arrays.copyOf(sides, Math.multiplyExact(size, 4));
    }
    sides[2 * size] = first;
    sides[2 * size + 1] = second;
    folds[size] = (byte) fold;
    same.set(size, alike);
    size++;
  }

  public int size() {
    return size;
  }

  /// Place of the left side in the list of images.
  public int first(int pair) {
    return sides[2 * pair];
  }

  /// Place of the right side in the list of images.
  public int second(int pair) {
    return sides[2 * pair + 1];
  }

  /// Whether both sides show the same.
  public boolean same(int pair) {
    return same.get(pair);
  }

  /// Part of the cross-validation, from 0.
  public int fold(int pair) {
    return folds[pair];
  }
}
