package dev.eidetic.engine.backup;

/// What copying a collection took.
///
/// @param files of the collection's index
/// @param copied how many of them were not there yet
/// @param bytes of those that were copied
public record Copied(int files, int copied, long bytes) {}
