package dev.eidetic.engine.duplicates;

import dev.eidetic.engine.Item;
import java.util.List;

/// Items that are copies of each other, directly or by way of others among them.
///
/// @param keeper the one worth keeping
/// @param copies the others, most alike first; at least one
public record DuplicateGroup(Item keeper, List<Copy> copies) {

  public DuplicateGroup {
    copies = List.copyOf(copies);
  }

  /// One that need not be kept.
  ///
  /// @param kind how it is like `of`
  /// @param of the id of the item it was compared with: the keeper where that tells something, else
  ///   the one of the group that it is most like
  /// @param reason what says so, for people
  public record Copy(Item item, CopyKind kind, String of, String reason) {}
}
