package dev.eidetic.rerank;

import static dev.eidetic.vectors.Preconditions.require;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How much time is left for one query. Counts from when it was made.
public final class TimeBudget {

  private static final long UNLIMITED_NANOS = Long.MAX_VALUE;

  private final LongSupplier clock;
  private final long start;
  private final long nanos;

  private TimeBudget(LongSupplier clock, long nanos) {
    this.clock = clock;
    this.start = clock.getAsLong();
    this.nanos = nanos;
  }

  /// Never spent.
  public static TimeBudget unlimited() {
    return new TimeBudget(System::nanoTime, UNLIMITED_NANOS);
  }

  /// @param time positive
  public static TimeBudget of(Duration time) {
    return of(time, System::nanoTime);
  }

  /// By another clock.
  ///
  /// @param clock in nanoseconds, as [System#nanoTime]
  public static TimeBudget of(Duration time, LongSupplier clock) {
    require(time.isPositive(), "budget is %s; it must be positive", time);
    return new TimeBudget(clock, time.toNanos());
  }

  public boolean isLimited() {
    return nanos != UNLIMITED_NANOS;
  }

  /// Nanoseconds left, not below 0.
  public long remainingNanos() {
    return isLimited() ? Math.max(0, nanos - elapsedNanos()) : UNLIMITED_NANOS;
  }

  /// Whether nothing is left. Cheap: stages ask every few dozen candidates.
  public boolean isSpent() {
    return isLimited() && elapsedNanos() >= nanos;
  }

  /// Nanoseconds since it was made.
  public long elapsedNanos() {
    return clock.getAsLong() - start;
  }
}
