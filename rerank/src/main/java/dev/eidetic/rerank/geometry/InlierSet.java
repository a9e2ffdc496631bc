package dev.eidetic.rerank.geometry;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Numbers of pairs, ascending. Immutable.
public final class InlierSet {

  static final InlierSet NONE = new InlierSet(new int[0]);

  private final int[] pairs;

  InlierSet(int[] pairs) {
    this.pairs = pairs;
  }

  public int size() {
    return pairs.length;
  }

  /// @param place from 0
  public int pair(int place) {
    return pairs[place];
  }

  public IntStream stream() {
    return Arrays.stream(pairs);
  }

  int[] array() {
    return pairs;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InlierSet set && Arrays.equals(pairs, set.pairs);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(pairs);
  }

  @Override
  public String toString() {
    return Arrays.toString(pairs);
  }
}
