package dev.eidetic.rerank.geometry;

import dev.eidetic.rerank.matching.FeatureMatches;

/// Whether one picture shows what another one shows, and how it lies in it.
///
/// @param matches pairs of features that looked alike
/// @param fit the model that most of them agree with
/// @param agreeing inliers that lie at different places of both pictures; 0 where they are not more
///   than chance gives, or do not spread over an area. By this number pictures are told apart
public record Verification(FeatureMatches matches, Fit fit, int agreeing) {}
