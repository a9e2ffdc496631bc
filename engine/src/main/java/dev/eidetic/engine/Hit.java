package dev.eidetic.engine;

/// One result of a search.
///
/// @param rank from 1
/// @param score cosine with the query, -1 to 1; greater is closer
/// @param item what was found
public record Hit(int rank, float score, Item item) {}
