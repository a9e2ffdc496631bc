package dev.eidetic.engine.ingest;

/// Hears how a run goes on, and may stop it. Called by the thread that runs the ingest, about ten
/// times a second.
@FunctionalInterface
public interface IngestListener {

  /// @return true to go on; false to finish what is begun, save and return
  boolean progress(IngestProgress progress);

  /// Hears nothing and lets the run go on to its end.
  static IngestListener silent() {
    return _ -> true;
  }
}
