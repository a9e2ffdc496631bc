package dev.eidetic.evaluate;

/// Answers in memory.
record ListedRankings(int[][] ranked, boolean complete) implements Rankings {

  @Override
  public int queries() {
    return ranked.length;
  }

  @Override
  public int[] ranked(int query) {
    return ranked[query];
  }
}
