package dev.eidetic.evaluate;

/// What a system answered: for each query the gallery ordinals it found, best first.
///
/// Implementations may read answers from a file or compute them when asked. Any number of threads
/// may ask at once.
public interface Rankings {

  /// How many queries were answered; they are numbered from 0.
  int queries();

  /// The answer to one query, best first, no ordinal twice. May hold only the best ones, junk
  /// included; what is not listed counts as never found. The caller may not change it.
  int[] ranked(int query);

  /// Whether every answer lists the whole gallery; junk may be left out.
  boolean complete();

  /// Answers in memory.
  ///
  /// @param ranked one answer per query; not copied
  /// @param complete whether every answer lists the whole gallery; junk may be left out
  static Rankings of(int[][] ranked, boolean complete) {
    return new ListedRankings(ranked, complete);
  }
}
