package dev.eidetic.engine.duplicates;

import java.util.List;

/// What a search for copies found.
///
/// @param items that were looked at
/// @param unreadable those whose file is gone, changed or no picture any more: of them only the
///   bytes, as they were, are compared
/// @param groups largest first
public record DuplicateReport(int items, int unreadable, List<DuplicateGroup> groups) {

  public DuplicateReport {
    groups = List.copyOf(groups);
  }

  /// How many items need not be kept.
  public int copies() {
    return groups.stream().mapToInt(group -> group.copies().size()).sum();
  }
}
