package dev.eidetic.engine.migration;

import java.util.List;

/// What a migration has done.
///
/// @param isSwitched whether the new vectors count now; if not, some pictures are missing
/// @param items that have a new vector
/// @param encoded how many pictures were encoded for it by this run
/// @param missing ids of items whose picture is gone, changed or cannot be read, and that are not
///   among the new vectors
public record MigrationReport(boolean isSwitched, int items, int encoded, List<String> missing) {

  public MigrationReport {
    missing = List.copyOf(missing);
  }
}
