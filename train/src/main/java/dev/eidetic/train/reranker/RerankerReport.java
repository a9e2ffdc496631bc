package dev.eidetic.train.reranker;

/// What an epoch came to.
///
/// @param epoch from 1 on; 0 for the hits in their first order
/// @param loss mean over the pairs learned from; NaN for epoch 0
/// @param heldOutLoss mean over the held-out pairs, in nats; NaN for epoch 0
/// @param rightFirst share of held-out queries, among those with a right hit, whose first hit is
///   right
/// @param pairsPerSecond learned from
public record RerankerReport(
    int epoch, double loss, double heldOutLoss, double rightFirst, double pairsPerSecond) {}
