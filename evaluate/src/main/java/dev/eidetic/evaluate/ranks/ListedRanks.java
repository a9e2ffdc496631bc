package dev.eidetic.evaluate.ranks;

/// Rankings that were read from text into memory.
record ListedRanks(int[][] answers, boolean complete) implements RankFile {

  @Override
  public int queries() {
    return answers.length;
  }

  @Override
  public int[] ranked(int query) {
    return answers[query];
  }

  @Override
  public void close() {
    // nothing is held open
  }
}
