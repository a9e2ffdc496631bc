package dev.eidetic.evaluate.protocol;

import dev.eidetic.evaluate.Relevance;
import java.util.Arrays;
import java.util.Locale;

/// Which of a query's images must be found, and which are passed over.
///
/// Images are labelled easy, hard (small, from the side, half hidden) or junk (unclear, not to be
/// judged). The three setups differ in what hard and easy count as; a query of which no image is
/// relevant in a setup is left out of it.
public enum Difficulty {
  /// Easy images are relevant, hard ones are junk.
  EASY,
  /// Easy and hard images are relevant. The setup that papers print first.
  MEDIUM,
  /// Hard images are relevant, easy ones are junk.
  HARD;

  Relevance relevance(RevisitedQuery query) {
    return switch (this) {
      case EASY -> Relevance.ofUnsorted(query.easy(), joined(query.junk(), query.hard()));
      case MEDIUM -> Relevance.ofUnsorted(joined(query.easy(), query.hard()), query.junk());
      case HARD -> Relevance.ofUnsorted(query.hard(), joined(query.junk(), query.easy()));
    };
  }

  private static int[] joined(int[] first, int[] second) {
    var both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /// As papers print it: "Easy".
  public String label() {
    return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
  }
}
