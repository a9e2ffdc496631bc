/// Which features of two pictures may be the same: [FeatureMatcher], by distances
/// ([NearestMatcher]) or by a network ([LearnedMatcher]).
@NullMarked
package dev.eidetic.rerank.matching;

import org.jspecify.annotations.NullMarked;
