package dev.eidetic.engine.storage;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// When a store that is being written is opened anew for reading.
///
/// Each opening makes the writer put what it holds in memory into a segment of its own, so that one
/// for each search would leave hundreds of segments with a vector or two (docs/lucene.md). A thread
/// sees what it has written itself and all that was committed; the rest is missing for a while, but
/// never for long.
///
/// Any number of threads.
final class Freshness {

  private final long interval;
  private final AtomicLong writes = new AtomicLong();
  private final AtomicLong committed = new AtomicLong();
  private final ThreadLocal<Long> own = ThreadLocal.withInitial(() -> 0L);
  private volatile long seen;
  private volatile long opened = System.nanoTime();

  /// @param interval after which there should be a new opening; what others have written may stay
  ///   unseen for twice that
  Freshness(Duration interval) {
    this.interval = interval.toNanos();
  }

  /// The calling thread has written.
  void written() {
    own.set(writes.incrementAndGet());
  }

  /// @param writes that were done before what has now been committed, see [#writtenNow]
  void committed(long writes) {
    committed.accumulateAndGet(writes, Math::max);
  }

  /// Whether the calling thread needs a new opening: what it must see is missing, or something has
  /// been missing for twice the interval, because nobody asked or the last opening takes so long.
  boolean isDue() {
    return own.get() > seen
        || committed.get() > seen
        || (writes.get() > seen && System.nanoTime() - opened >= 2 * interval);
  }

  /// Whether the last opening is a while ago.
  boolean isStale() {
    return System.nanoTime() - opened >= interval;
  }

  /// To be asked before opening.
  ///
  /// @return for [#opened]
  long writtenNow() {
    return writes.get();
  }

  /// @param writes that were done before
  void opened(long writes) {
    seen = writes;
    opened = System.nanoTime();
  }
}
