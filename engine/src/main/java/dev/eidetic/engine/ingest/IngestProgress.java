package dev.eidetic.engine.ingest;

/// How far a run is. Files found are those seen so far; the walk goes on while files are encoded.
///
/// @param found files handed over by the source
/// @param isWalkDone true when `found` is final
/// @param unchanged files skipped, for they are in the collection as they are
/// @param added files that became new items
/// @param replaced items whose file or fields had changed
/// @param refused files put into quarantine
/// @param saved items written that survive a crash now
/// @param encodedBytes size of the files that were decoded and encoded
public record IngestProgress(
    long found,
    boolean isWalkDone,
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
