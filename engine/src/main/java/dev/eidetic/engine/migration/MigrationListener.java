package dev.eidetic.engine.migration;

/// Sees how a migration goes on. Called by any thread; what it throws ends the migration, and what
/// was saved until then stays.
@FunctionalInterface
public interface MigrationListener {

  /// @param done pictures that have their new vector
  /// @param total of all that need one, as far as is known
  void progress(long done, long total);
}
