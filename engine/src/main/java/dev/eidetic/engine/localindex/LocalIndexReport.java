package dev.eidetic.engine.localindex;

import java.util.Optional;

/// What an update of a local index has done.
///
/// @param index as it is now; empty if no picture of the collection has any local features
/// @param pictures different files of the collection
/// @param described how many of them were described now
/// @param unreadable how many of them are gone, changed, or no pictures any more
/// @param isRelearned whether the words were learned now, for the first time or anew
public record LocalIndexReport(
    Optional<LocalIndex> index, int pictures, int described, int unreadable, boolean isRelearned) {}
