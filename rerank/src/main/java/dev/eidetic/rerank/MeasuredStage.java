package dev.eidetic.rerank;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleUnaryOperator;

/// A stage and how fast it has been.
final class MeasuredStage {

  /// Nanoseconds per multiplication assumed of a stage that never ran: a plain loop on a slow core.
  private static final double UNKNOWN_PACE = 0.5;

  /// How much of the pace the newest measurement makes up.
  private static final double NEWEST = 0.2;

  private static final double RELENTING = 0.95;

  private final Stage stage;

  /// Bits of the nanoseconds per multiplication; 0 while unknown.
  private final AtomicLong pace = new AtomicLong();

  MeasuredStage(Stage stage) {
    this.stage = stage;
  }

  Stage stage() {
    return stage;
  }

  private double pace() {
    long bits = pace.get();
    return bits == 0 ? UNKNOWN_PACE : Double.longBitsToDouble(bits);
  }

  Duration forecast(int count, int dimension) {
    return Duration.ofNanos((long) nanos(count, dimension));
  }

  private double nanos(int count, int dimension) {
    return stage.work(count, dimension) * pace();
  }

  /// The greatest number of hits foreseen to fit; 0 if the fewest do not.
  ///
  /// @param wanted at least the fewest
  int affordable(int wanted, int dimension, long nanosLeft) {
    if (nanos(wanted, dimension) <= nanosLeft) {
      return wanted;
    }
    int fits = stage.fewest() - 1;
    int fitsNot = wanted;
    while (fitsNot - fits > 1) {
      int middle = (fits + fitsNot) >>> 1;
      if (nanos(middle, dimension) <= nanosLeft) {
        fits = middle;
      } else {
        fitsNot = middle;
      }
    }
    return fits < stage.fewest() ? 0 : fits;
  }

  void learn(int count, int dimension, long nanos) {
    double measured = nanos / stage.work(count, dimension);
    update(known -> known + NEWEST * (measured - known), measured);
  }

  /// A stage that was given up would have taken at least this long.
  void learnAtLeast(int count, int dimension, long nanos) {
    double measured = nanos / stage.work(count, dimension);
    update(known -> Math.max(known, 2 * measured), 2 * measured);
  }

  /// A dropped stage measures nothing; it is trusted a little more each time, so that one slow
  /// query does not shut it out for good.
  void relent() {
    update(known -> known * RELENTING, UNKNOWN_PACE);
  }

  private void update(DoubleUnaryOperator change, double first) {
    pace.updateAndGet(
        bits ->
            Double.doubleToRawLongBits(
                bits == 0 ? first : change.applyAsDouble(Double.longBitsToDouble(bits))));
  }
}
