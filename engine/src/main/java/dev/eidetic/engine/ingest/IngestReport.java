package dev.eidetic.engine.ingest;

import dev.eidetic.engine.Refusal;
import java.time.Duration;
import java.util.Map;

/// What a run did.
///
/// @param progress at the end; everything written is saved
/// @param pruned items removed because their files are gone
/// @param isComplete false if the listener stopped the run; the next run goes on
/// @param refusedBy how many files were refused in this run, by reason
/// @param unmatchedRows rows of the metadata that belong to no file of this run
/// @param time from start to the last save
public record IngestReport(
    IngestProgress progress,
    long pruned,
    boolean isComplete,
    Map<Refusal.Reason, Long> refusedBy,
    long unmatchedRows,
    Duration time) {

  public IngestReport {
    refusedBy = Map.copyOf(refusedBy);
  }
}
