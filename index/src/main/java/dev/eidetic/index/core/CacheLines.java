package dev.eidetic.index.core;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Brings memory that will be needed soon into the processor's cache, by reading a byte of each
/// line. The reads do not depend on each other, so the processor waits for all of them at once;
/// Java knows no prefetch. Belongs to one thread.
///
/// Scoring rows that lie scattered takes a fifth less time when they are touched first
/// (docs/performance.md, HNSW).
public final class CacheLines {

  private static final int LINE = 64;

  @SuppressWarnings("UnusedVariable")
  private int seen;

  public CacheLines() {}

  /// The sum of what was read. It means nothing, but if nobody could ask for it, the compiler would
  /// leave out reading.
  public int seen() {
    return seen;
  }

  /// Touches a stretch of memory.
  ///
  /// @param bytes at least 1
  public void touch(MemorySegment segment, long start, long bytes) {
    int sum = 0;
    for (long at = start; at < start + bytes; at += LINE) {
      sum += segment.get(ValueLayout.JAVA_BYTE, at);
    }
    seen += sum;
  }

  /// Touches rows that lie anywhere.
  ///
  /// @param stride bytes from one row to the next
  /// @param bytes that are touched of each row
  /// @param ordinals of the rows, the first `count`
  public void touchRows(MemorySegment segment, long stride, int bytes, int[] ordinals, int count) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      long start = ordinals[i] * stride;
      for (int at = 0; at < bytes; at += LINE) {
        sum += segment.get(ValueLayout.JAVA_BYTE, start + at);
      }
    }
    seen += sum;
  }
}
