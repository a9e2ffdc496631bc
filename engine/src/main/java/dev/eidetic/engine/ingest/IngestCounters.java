package dev.eidetic.engine.ingest;

import dev.eidetic.engine.Refusal.Reason;
import java.util.EnumMap;
import java.util.Map;

/// Counts a run; any number of threads.
final class IngestCounters {

  private final Map<Reason, Long> refusedBy = new EnumMap<>(Reason.class);
  private long found;
  private boolean isWalkDone;
  private long unchanged;
  private long added;
  private long replaced;
  private long refused;
  private long saved;
  private long encodedBytes;

  synchronized void found() {
    found++;
  }

  synchronized void walkIsDone() {
    isWalkDone = true;
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
        found, isWalkDone, unchanged, added, replaced, refused, saved, encodedBytes);
  }
}
