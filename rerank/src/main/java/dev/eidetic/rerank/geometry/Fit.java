package dev.eidetic.rerank.geometry;

import java.util.Optional;

/// What a robust fit found.
///
/// @param outcome how it ended
/// @param model nothing unless a model was found
/// @param inliers numbers of the pairs that fit it, ascending
/// @param support from 0 to the number of pairs: what all pairs together say for the model
/// @param trials samples drawn
public record Fit(
    Outcome outcome, Optional<Transform> model, InlierSet inliers, double support, int trials) {

  /// How a fit ended.
  public enum Outcome {
    /// A model was found.
    FOUND,
    /// There are fewer finite pairs than a model needs.
    TOO_FEW_PAIRS,
    /// No sample gave a possible model that other pairs agree with.
    NO_MODEL,
    /// Nearly all inliers of the fundamental matrix lie on one plane, which leaves it undetermined;
    /// a homography says more.
    PLANAR,
    /// The time was spent before any model was found.
    OUT_OF_TIME
  }

  static Fit without(Outcome outcome, int trials) {
    return new Fit(outcome, Optional.empty(), InlierSet.NONE, 0, trials);
  }
}
