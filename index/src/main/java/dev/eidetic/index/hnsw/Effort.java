package dev.eidetic.index.hnsw;

/// What ways to search cost, in units of scoring one vector of a scan, so that the cheapest can be
/// taken. The factors are measured (docs/performance.md).
final class Effort {

  /// Rows scored per place in the beam, times how much longer a row takes that lies anywhere.
  private static final long WALK_PER_PLACE = 80;

  /// What a filtered walk costs per place in the beam if nearly all pass.
  private static final double FILTERED_PER_PLACE = 150;

  /// What it costs more if few pass, by the share that does.
  private static final double STEPPING_PER_PLACE = 18;

  /// What a filter takes to tell whether a vector passes.
  private static final double LISTING = 0.05;

  /// What stepping over a refused vertex costs.
  private static final int STEP = 4;

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
    double share = Math.max(1, passing) / (double) live;
    double walk = beam * (FILTERED_PER_PLACE + STEPPING_PER_PLACE / share);
    return walk >= scan(live, passing);
  }

  /// Refused vertices that can be stepped over in the time of a scan.
  static long mostSteps(int live, int passing) {
    return (long) scan(live, passing) / STEP;
  }

  private static double scan(int live, int passing) {
    return passing + LISTING * live;
  }
}
