package dev.eidetic.index.core;

import static dev.eidetic.vectors.Preconditions.require;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Native memory that can grow: little-endian, aligned to 64 bytes, zero where nothing was written.
/// One owner writes; others may read a [#segment] until it grows or is closed.
public final class OffHeap implements AutoCloseable {

  private static final long ALIGNMENT = 64;

  /// Memory of which the last page, mostly unused, is at most a quarter.
  private static final long LEAST_HUGE = 4 * HugePages.PAGE;

  private final boolean isOwner;
  private Arena arena;

  private MemorySegment segment;

  /// Somebody else's memory.
  private OffHeap(MemorySegment segment) {
    this.isOwner = false;
    this.arena = Arena.global();
    this.segment = segment;
  }

  @SuppressWarnings("MustBeClosedChecker") // closed by close() or when the memory grows
  private OffHeap(long bytes) {
    this.isOwner = true;
    this.arena = Arena.ofShared();
    this.segment = allocate(arena, bytes);
  }

  public static OffHeap ofSize(long bytes) {
    require(bytes >= 0, "bytes are %d; they must not be negative", bytes);
    return new OffHeap(bytes);
  }

  public static OffHeap copyOf(MemorySegment bytes) {
    var copy = new OffHeap(bytes.byteSize());
    MemorySegment.copy(bytes, 0, copy.segment, 0, bytes.byteSize());
    return copy;
  }

  /// Memory of somebody else, such as a mapped file: it cannot grow, and closing this does not
  /// close it.
  public static OffHeap view(MemorySegment bytes) {
    return new OffHeap(bytes);
  }

  /// All of the memory. Stale after [#ensure] had to grow it.
  public MemorySegment segment() {
    return segment;
  }

  public long byteSize() {
    return segment.byteSize();
  }

  /// Makes room for at least `bytes`, at least half as much again as before if it must grow, so
  /// that growing step by step costs no more than in one go.
  public void ensure(long bytes) {
    if (bytes > segment.byteSize()) {
      resize(Math.max(bytes, segment.byteSize() + (segment.byteSize() >> 1)));
    }
  }

  /// Gives back what lies beyond `bytes`, or makes room for exactly as many.
  @SuppressWarnings("MustBeClosedChecker") // closed by close() or at the next resize
  public void resize(long bytes) {
    if (bytes == segment.byteSize()) {
      return;
    }
    if (!isOwner) {
      throw new IllegalStateException("a mapped index cannot be changed");
    }
    var grown = Arena.ofShared();
    MemorySegment copy;
    try {
      copy = allocate(grown, bytes);
    } catch (OutOfMemoryError e) {
      grown.close();
      throw e;
    }
    MemorySegment.copy(segment, 0, copy, 0, Math.min(bytes, segment.byteSize()));
    arena.close();
    arena = grown;
    segment = copy;
  }

  private static MemorySegment allocate(Arena arena, long bytes) {
    if (bytes >= LEAST_HUGE) {
      var huge = HugePages.allocate(arena, bytes);
      if (huge.isPresent()) {
        return huge.get();
      }
    }
    return arena.allocate(Math.max(bytes, 1), ALIGNMENT).asSlice(0, bytes);
  }

  /// Harmless when repeated.
  @Override
  public void close() {
    if (isOwner && arena.scope().isAlive()) {
      arena.close();
    }
  }
}
