package dev.eidetic.client;

/// One result of a search.
///
/// @param rank from 1
/// @param score cosine with the query, -1 to 1, or what the last stage of a cascade says; greater
///   is closer
public record RemoteHit(int rank, double score, RemoteItem item) {}
