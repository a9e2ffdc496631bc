package dev.eidetic.evaluate;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Arrays;

/// What is right for one query. Everything in neither list is wrong.
///
/// The arrays are shared with the caller and must not change afterwards.
///
/// @param relevant gallery ordinals that answer the query, strictly ascending; may be empty, then
///   the query is left out of averages and counted
/// @param junk gallery ordinals that are neither right nor wrong (the query itself, images too
///   small to judge), strictly ascending, none of them relevant; they are taken out of a ranking
///   before it is judged
public record Relevance(int[] relevant, int[] junk) {

  private static final int[] NONE = {};

  public Relevance {
    requireAscending("relevant", relevant);
    requireAscending("junk", junk);
    requireDisjoint(relevant, junk);
  }

  /// Truth without junk.
  ///
  /// @param ordinals in any order, may repeat; copied
  public static Relevance of(int... ordinals) {
    return new Relevance(Arrays.stream(ordinals).sorted().distinct().toArray(), NONE);
  }

  /// Truth from lists in any order, as published ground truth has them.
  ///
  /// @param relevant may repeat; copied
  /// @param junk may repeat; copied
  /// @throws IllegalArgumentException if an ordinal is in both
  public static Relevance ofUnsorted(int[] relevant, int[] junk) {
    return new Relevance(
        Arrays.stream(relevant).sorted().distinct().toArray(),
        Arrays.stream(junk).sorted().distinct().toArray());
  }

  public boolean isRelevant(int ordinal) {
    return Arrays.binarySearch(relevant, ordinal) >= 0;
  }

  public boolean isJunk(int ordinal) {
    return Arrays.binarySearch(junk, ordinal) >= 0;
  }

  private static void requireAscending(String name, int[] ordinals) {
    require(
        ordinals.length == 0 || ordinals[0] >= 0,
        "%s starts with ordinal %s; ordinals count from 0",
        name,
        ordinals.length == 0 ? "none" : ordinals[0]);
    for (int i = 1; i < ordinals.length; i++) {
      if (ordinals[i - 1] >= ordinals[i]) {
        throw new IllegalArgumentException(
            "%s has ordinal %d after %d; ordinals must ascend and not repeat (see ofUnsorted)"
                .formatted(name, ordinals[i], ordinals[i - 1]));
      }
    }
  }

  private static void requireDisjoint(int[] relevant, int[] junk) {
    int i = 0;
    for (int ordinal : junk) {
      while (i < relevant.length && relevant[i] < ordinal) {
        i++;
      }
      if (i < relevant.length && relevant[i] == ordinal) {
        throw new IllegalArgumentException(
            "ordinal %d is both relevant and junk; an image can only be one of them"
                .formatted(ordinal));
      }
    }
  }
}
