package dev.eidetic.lucene;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.index.IndexSpec;
import java.util.Optional;

/// What the segments that a writer makes get besides the raw vectors. Readers need none of it.
///
/// @param pinned the kind of index that every segment gets that is not scanned; empty to choose by
///   size
/// @param scannedNumbers segments of at most so many numbers (vectors times dimension) get no
///   index: they are scanned in about a millisecond per 2.5 million. At least 0
/// @param flushedNumbers the same for segments that were just flushed, which will soon be merged;
///   at least `scannedNumbers`
/// @param memoryBytes most that the index of one segment may take; a smaller kind is chosen, or
///   none, where the usual or the pinned one would take more
/// @param buildThreads how many threads build an index at once, at least 1
public record SegmentSettings(
    Optional<IndexSpec> pinned,
    long scannedNumbers,
    long flushedNumbers,
    long memoryBytes,
    int buildThreads) {

  private static final long SCANNED_NUMBERS = 2_500_000;
  private static final long FLUSHED_NUMBERS = 4 * SCANNED_NUMBERS;

  /// Chooses by size; memory is not limited; half of the processors build.
  public static final SegmentSettings DEFAULT =
      new SegmentSettings(
          Optional.empty(),
          SCANNED_NUMBERS,
          FLUSHED_NUMBERS,
          Long.MAX_VALUE,
          Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

  public SegmentSettings {
    require(scannedNumbers >= 0, "scannedNumbers is %d; it must not be negative", scannedNumbers);
    require(
        flushedNumbers >= scannedNumbers,
        "flushedNumbers is %d; it must be at least scannedNumbers (%d)",
        flushedNumbers,
        scannedNumbers);
    require(memoryBytes >= 0, "memoryBytes is %d; it must not be negative", memoryBytes);
    require(buildThreads >= 1, "buildThreads is %d; it must be at least 1", buildThreads);
  }

  /// Every segment that is not scanned gets this kind of index, if it can be built there and takes
  /// no more than `memoryBytes`.
  public SegmentSettings pinned(IndexSpec spec) {
    return new SegmentSettings(
        Optional.of(spec), scannedNumbers, flushedNumbers, memoryBytes, buildThreads);
  }

  /// Segments of at most so many numbers are scanned, freshly flushed or not.
  public SegmentSettings scanningUpTo(long numbers) {
    return new SegmentSettings(pinned, numbers, numbers, memoryBytes, buildThreads);
  }

  public SegmentSettings withMemoryBytes(long bytes) {
    return new SegmentSettings(pinned, scannedNumbers, flushedNumbers, bytes, buildThreads);
  }

  public SegmentSettings withBuildThreads(int threads) {
    return new SegmentSettings(pinned, scannedNumbers, flushedNumbers, memoryBytes, threads);
  }
}
