package dev.eidetic.rerank.matching;

import dev.eidetic.encode.local.LocalFeatures;

/// Says which features of two pictures may be the same. Belongs to one thread unless it says
/// otherwise.
public interface FeatureMatcher {

  /// @param left features of the same kind and dimension as `right`
  /// @return none if either has none; each feature at most once, the least ambiguous pairs first
  /// @throws IllegalArgumentException if the features cannot be compared
  FeatureMatches match(LocalFeatures left, LocalFeatures right);
}
