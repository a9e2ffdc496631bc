package dev.eidetic.train.mining;

/// Three images: the positive bears the anchor's label, the negative another.
///
/// @param anchor row of the batch
/// @param positive row of the references
/// @param negative row of the references
public record Triplet(int anchor, int positive, int negative) {}
