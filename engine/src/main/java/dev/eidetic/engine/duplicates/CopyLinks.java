package dev.eidetic.engine.duplicates;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Who belongs together, and what each is most like. Memory is 16 bytes for each item, however many
/// pairs there are. Any number of threads may use one.
final class CopyLinks {

  private final int[] parents;
  private final Apart apart;
  private final @Nullable CopyKind[] kinds;
  private final int[] likenesses;
  private final int[] partners;

  /// Says which two must not be linked.
  @FunctionalInterface
  interface Apart {
    boolean test(int one, int other);
  }

  CopyLinks(int count, Apart apart) {
    this.apart = apart;
    parents = new int[count];
    Arrays.setAll(parents, i -> i);
    kinds = new CopyKind[count];
    likenesses = new int[count];
    partners = new int[count];
  }

  /// Links two, unless they are to be kept apart.
  ///
  /// @param likeness greater is more alike; compared within one kind only
  synchronized void link(int one, int other, CopyKind kind, int likeness) {
    if (areApart(one, other)) {
      return;
    }
    see(one, other, kind, likeness);
    see(other, one, kind, likeness);
    join(one, other);
  }

  /// Puts two together without a word on why.
  synchronized void join(int one, int other) {
    int first = root(one);
    int second = root(other);
    parents[Math.max(first, second)] = Math.min(first, second);
  }

  private void see(int one, int other, CopyKind kind, int likeness) {
    var known = kinds[one];
    int order = known == null ? -1 : kind.compareTo(known);
    if (order < 0 || (order == 0 && likeness > likenesses[one])) {
      kinds[one] = kind;
      likenesses[one] = likeness;
      partners[one] = other;
    }
  }

  boolean areApart(int one, int other) {
    return apart.test(one, other);
  }

  synchronized boolean areTogether(int one, int other) {
    return root(one) == root(other);
  }

  /// The least ordinal of those that belong together with one.
  synchronized int root(int ordinal) {
    int root = ordinal;
    while (parents[root] != root) {
      parents[root] = parents[parents[root]];
      root = parents[root];
    }
    return root;
  }

  /// How one is like its [#partner]; it must have been linked.
  CopyKind kind(int ordinal) {
    return requireNonNull(kinds[ordinal]);
  }

  int likeness(int ordinal) {
    return likenesses[ordinal];
  }

  int partner(int ordinal) {
    return partners[ordinal];
  }
}
