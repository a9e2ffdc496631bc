package dev.eidetic.rerank;

/// The nearest other images of each image. The arrays must not change.
///
/// @param ordinals one row per image, best first, without itself
/// @param similarities of the same shape: inner products of unit vectors
public record NeighbourLists(int[][] ordinals, float[][] similarities) {}
