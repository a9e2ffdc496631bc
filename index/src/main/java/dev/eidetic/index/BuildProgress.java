package dev.eidetic.index;

/// Is told how far training and building are. Called from any of the building threads, from time to
/// time, not for each vector.
@FunctionalInterface
public interface BuildProgress {

  BuildProgress SILENT = (stage, done, total) -> {};

  /// @param stage what is going on, such as `linking vectors`
  /// @param done 0 to `total`
  void at(String stage, long done, long total);
}
