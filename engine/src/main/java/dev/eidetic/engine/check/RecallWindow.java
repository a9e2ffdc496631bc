package dev.eidetic.engine.check;

import dev.eidetic.engine.check.RecallCheck.MeasuredRecall;
import java.util.Arrays;
import java.util.Optional;

/// The latest recalls of single searches, for what they are on the whole. Safe for many threads.
public final class RecallWindow {

  private static final int KEPT = 1000;

  private final double[] recalls = new double[KEPT];
  private long count;

  /// None yet.
  public RecallWindow() {}

  /// @param recall of one search, 0 to 1
  public synchronized void add(double recall) {
    recalls[(int) (count % KEPT)] = recall;
    count++;
  }

  /// Over the latest 1,000.
  ///
  /// @return nothing if none was added
  public synchronized Optional<MeasuredRecall> measured() {
    int kept = (int) Math.min(count, KEPT);
    return kept == 0
        ? Optional.empty()
        : Optional.of(
            MeasuredRecall.of(kept, Arrays.stream(recalls, 0, kept).average().orElseThrow()));
  }
}
