package dev.eidetic.engine.ingest;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;

/// How fast a run is and when it will end, from the progress of its last seconds. Belongs to one
/// thread.
public final class Pace {

  private static final Duration WINDOW = Duration.ofSeconds(15);
  private static final Duration TOO_EARLY = Duration.ofMillis(500);

  /// The least distance between two moments that are kept.
  private static final long STEP_NANOS = Duration.ofMillis(250).toNanos();

  private final ArrayDeque<Moment> moments = new ArrayDeque<>();
  private double perSecond;
  private long left;
  private boolean isEndKnown;

  /// Before the first moment.
  public Pace() {}

  private record Moment(long nanos, long done) {}

  /// Takes notice of how far the run is.
  ///
  /// @param nanos the time, as `System.nanoTime()` counts it
  public void see(IngestProgress progress, long nanos) {
    long done = progress.done();
    if (moments.isEmpty() || nanos - moments.getLast().nanos >= STEP_NANOS) {
      moments.add(new Moment(nanos, done));
    }
    while (moments.size() > 2 && nanos - moments.getFirst().nanos > WINDOW.toNanos()) {
      moments.remove();
    }
    var first = moments.getFirst();
    long elapsed = nanos - first.nanos;
    perSecond = elapsed < TOO_EARLY.toNanos() ? 0 : 1e9 * (done - first.done) / elapsed;
    left = Math.max(0, progress.found() - done); // files may appear while others are encoded
    isEndKnown = progress.isCountDone() && perSecond > 0;
  }

  /// Files dealt with per second; 0 while it is too early to say.
  public double perSecond() {
    return perSecond;
  }

  /// What is still to be done, once the number of files is known.
  public Optional<Duration> timeLeft() {
    return isEndKnown
        ? Optional.of(Duration.ofMillis(Math.round(1000 * left / perSecond)))
        : Optional.empty();
  }
}
