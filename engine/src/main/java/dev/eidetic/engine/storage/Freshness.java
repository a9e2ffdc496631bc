package dev.eidetic.engine.storage;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// When a store that is being written is opened anew for reading.
///
/// Each opening makes the writer put what it holds in memory into a segment of its own, so that one
/// for each search would leave hundreds of segments with a vector or two (docs/lucene.md). A thread
/// sees what it has written itself and all that was committed; for the rest a new opening waits
/// until the last one is a while ago.
///
/// Any number of threads.
final class Freshness {

  private final long interval;
  private final AtomicLong writes = new AtomicLong();
  private final AtomicLong committed = new AtomicLong();
  private final ThreadLocal<Long> own = ThreadLocal.withInitial(() -> 0L);
  private volatile long seen;
  private volatile long opened = System.nanoTime();

  /// @param interval how long what others have written may stay unseen
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

  /// Whether the calling thread needs a new opening.
  boolean isDue() {
    return own.get() > seen || committed.get() > seen;
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
