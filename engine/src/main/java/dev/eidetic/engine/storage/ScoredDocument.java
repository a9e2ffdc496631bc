package dev.eidetic.engine.storage;

/// A document of a snapshot and its cosine with the query, computed from the raw vector.
public record ScoredDocument(int document, float score) {}
