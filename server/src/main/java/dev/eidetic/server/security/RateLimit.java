package dev.eidetic.server.security;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.server.problems.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// Requests per second and at once, for each caller apart. A caller may save up two seconds of
/// requests. Safe for many threads.
public final class RateLimit {

  private static final int MOST_CALLERS = 10_000;
  private static final double SAVED_SECONDS = 2;

  private final double perSecond;
  private final int atOnce;
  private final LongSupplier nanoTime;
  private final Map<String, Bucket> buckets = new LinkedHashMap<>();

  private static final class Bucket {

    private double tokens;
    private long filledNanos;
    private int running;
  }

  /// @param perSecond requests of one caller, above 0; infinite for no limit
  /// @param atOnce requests of one caller that may run together, at least 1
  /// @param nanoTime the clock
  public RateLimit(double perSecond, int atOnce, LongSupplier nanoTime) {
    require(perSecond > 0, "requests per second are %s; they must be above 0", perSecond);
    require(atOnce >= 1, "requests at once are %d; they must be at least 1", atOnce);
    this.perSecond = perSecond;
    this.atOnce = atOnce;
    this.nanoTime = nanoTime;
  }

  /// Lets one request of a caller in; [#leave] must follow.
  ///
  /// @throws ProblemException of status 429 if it has had its share
  public synchronized void enter(String caller) {
    var bucket = buckets.computeIfAbsent(caller, _ -> full());
    fill(bucket);
    if (bucket.tokens < 1) {
      throw ProblemException.tooMany(
          "caller \"%s\" sends more than %s requests per second; slow down"
              .formatted(caller, perSecond));
    }
    if (bucket.running >= atOnce) {
      throw ProblemException.tooMany(
          "caller \"%s\" has %d requests running; wait for one to end".formatted(caller, atOnce));
    }
    bucket.tokens--;
    bucket.running++;
    forgetIdle();
  }

  /// Says that a request of a caller has ended.
  public synchronized void leave(String caller) {
    var bucket = buckets.get(caller);
    if (bucket != null) {
      bucket.running--;
    }
  }

  private Bucket full() {
    var bucket = new Bucket();
    bucket.tokens = capacity();
    bucket.filledNanos = nanoTime.getAsLong();
    return bucket;
  }

  private double capacity() {
    return Math.max(1, SAVED_SECONDS * perSecond);
  }

  private void fill(Bucket bucket) {
    long now = nanoTime.getAsLong();
    double earned = perSecond * (now - bucket.filledNanos) / 1e9;
    bucket.tokens =
        Double.isNaN(earned) ? capacity() : Math.min(capacity(), bucket.tokens + earned);
    bucket.filledNanos = now;
  }

  private void forgetIdle() {
    if (buckets.size() > MOST_CALLERS) {
      buckets.values().removeIf(bucket -> bucket.running == 0);
    }
  }
}
