package dev.eidetic.index.hnsw;

/// What ways to search cost, in units of scoring one vector of a scan, so that the cheapest can be
/// taken. The factors are measured (docs/performance.md).
final class Effort {

  /// Rows scored per place in the beam, times how much longer a row takes that lies anywhere.
  private static final long WALK_PER_PLACE = 36;

  /// What a filtered walk costs more, for filters that let few pass.
  private static final long FILTERED_PER_PLACE = 100;

  /// Rows scored in the time that a filter needs to list what passes, per vector.
  private static final double LISTING = 0.1;

  private Effort() {}

  /// Whether scanning all is cheaper than walking.
  static boolean favoursScan(int beam, int live) {
    return beam > widestWalk(live);
  }

  /// The largest beam with which walking is cheaper than scanning all.
  static int widestWalk(int live) {
    return (int) (live / WALK_PER_PLACE);
  }

  /// Whether scanning what passes is cheaper than walking among it.
  static boolean favoursScan(int beam, int live, int passing) {
    return FILTERED_PER_PLACE * beam >= passing + LISTING * live;
  }
}
