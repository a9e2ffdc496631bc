package dev.eidetic.engine.evaluation;

/// Hears how far an evaluation is. Called by one thread at a time.
@FunctionalInterface
public interface EvaluationListener {

  /// @param stage what is being done
  /// @param done images or queries
  /// @param total of them
  void progress(Stage stage, long done, long total);
}
