package dev.eidetic.engine.ingest;

/// How far a run is. Files are counted while others are encoded already, so `found` grows at first.
///
/// @param found files that the source has so far been seen to hold
/// @param isCountDone true when `found` is final, and the time left can be told
/// @param unchanged files skipped, for they are in the collection as they are
/// @param added files that became new items
/// @param replaced items whose file or fields had changed
/// @param refused files put into quarantine
/// @param saved items written that survive a crash now
/// @param encodedBytes size of the files that were decoded and encoded
public record IngestProgress(
    long found,
    boolean isCountDone,
    long unchanged,
    long added,
    long replaced,
    long refused,
    long saved,
    long encodedBytes) {

  /// Files that are dealt with.
  public long done() {
    return unchanged + added + replaced + refused;
  }
}
