package dev.eidetic.client;

import java.util.OptionalDouble;

/// One result of a search.
///
/// @param rank from 1
/// @param score cosine with the query, -1 to 1, or what the last stage of a cascade says; greater
///   is closer
/// @param probability that it is a match, 0 to 1; empty where the collection was not calibrated
public record RemoteHit(int rank, double score, OptionalDouble probability, RemoteItem item) {}
