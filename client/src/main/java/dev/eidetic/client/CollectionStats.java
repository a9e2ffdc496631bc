package dev.eidetic.client;

/// A collection in short.
///
/// @param model name of the encoder that makes its vectors
/// @param dimension numbers per vector
public record CollectionStats(String name, long items, String model, int dimension) {}
