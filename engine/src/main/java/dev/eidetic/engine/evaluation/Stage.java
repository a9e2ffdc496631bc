package dev.eidetic.engine.evaluation;

/// What an evaluation spends its time on, in order.
public enum Stage {
  /// Reading, decoding and encoding all images.
  ENCODE("read, decode, encode"),
  /// Finding local features in all images.
  FEATURES("find details"),
  /// Learning visual words and indexing the gallery by them.
  WORDS("learn words, index"),
  /// Ranking the gallery for every query, exactly, and judging it.
  JUDGE("rank and judge"),
  /// Finding the hits that pages show.
  HITS("top hits"),
  /// Laying the vectors out on a plane.
  MAP("map"),
  /// Making a cascade ready for the gallery.
  PREPARE("prepare re-ranking"),
  /// Re-ranking the first hits of every query.
  RERANK("rank, re-rank and judge"),
  /// Comparing queries with their first hits, for something that learns from it.
  MINE("compare first hits");

  private final String label;

  Stage(String label) {
    this.label = label;
  }

  /// In words.
  public String label() {
    return label;
  }
}
