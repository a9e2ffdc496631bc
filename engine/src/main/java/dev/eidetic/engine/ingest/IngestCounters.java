package dev.eidetic.engine.ingest;

import dev.eidetic.engine.Refusal.Reason;
import java.util.EnumMap;
import java.util.Map;

/// Counts a run; any number of threads.
final class IngestCounters {

  private final Map<Reason, Long> refusedBy = new EnumMap<>(Reason.class);
  private long seen;
  private long counted;
  private boolean isCountDone;
  private long unchanged;
  private long added;
  private long replaced;
  private long refused;
  private long saved;
  private long encodedBytes;

  /// The walk that decides has come to one more file.
  synchronized void seen() {
    seen++;
  }

  /// The walk that only counts, ahead of it, has come to one more file.
  synchronized void counted() {
    counted++;
  }

  synchronized void countIsDone() {
    isCountDone = true;
  }

  /// All files are seen; what the count said before no longer matters.
  synchronized void walkIsDone() {
    counted = seen;
    isCountDone = true;
  }

  synchronized void unchanged() {
    unchanged++;
  }

  synchronized void written(boolean isNew, long bytes) {
    if (isNew) {
      added++;
    } else {
      replaced++;
    }
    encodedBytes += bytes;
  }

  synchronized void refused(Reason reason) {
    refused++;
    refusedBy.merge(reason, 1L, Long::sum);
  }

  /// Everything that a save makes last.
  synchronized long changes() {
    return added + replaced + refused;
  }

  /// Called after a save: all that was written before it is safe.
  synchronized void saved(long changes) {
    saved = changes;
  }

  synchronized Map<Reason, Long> refusedBy() {
    return Map.copyOf(refusedBy);
  }

  synchronized IngestProgress progress() {
    return new IngestProgress(
        Math.max(counted, seen),
        isCountDone,
        unchanged,
        added,
        replaced,
        refused,
        saved,
        encodedBytes);
  }
}
