package dev.eidetic.evaluate.protocol;

import dev.eidetic.evaluate.Relevance;

/// Whether junk images are taken out before a re-ranker spends its budget.
///
/// Whatever the rule, junk is taken out before a ranking is judged, so without re-ranking the two
/// agree. With it they do not: which images are junk is part of the ground truth, so a re-ranker
/// that never sees them is helped by the answer key, and no deployed system can do the same. On ten
/// candidates of which four are junk, a budget of ten reaches ten judged images the one way and six
/// the other.
public enum JunkRule {
  /// Junk of the setup is taken out first, as published re-ranking code does (DELG, RRT, CVNet,
  /// AMES); one re-ranking per setup, since setups differ in their junk.
  PAPER("as in papers: ground-truth junk removed before the re-rank budget is spent"),
  /// Candidates are what the first stage found, junk and all; one re-ranking serves all setups.
  DEPLOYABLE("deployable: re-rank budget spent without knowledge of the ground truth");

  private final String label;

  JunkRule(String label) {
    this.label = label;
  }

  /// Whether the re-ranker never sees an image.
  ///
  /// @param relevance of the query, in the setup that is judged
  public boolean hides(Relevance relevance, int ordinal) {
    return this == PAPER && relevance.isJunk(ordinal);
  }

  /// What every output must say beside the figure.
  public String label() {
    return label;
  }
}
