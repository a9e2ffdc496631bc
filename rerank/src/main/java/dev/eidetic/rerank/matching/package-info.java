/// Which features of two pictures may be the same: [FeatureMatcher].
@NullMarked
package dev.eidetic.rerank.matching;

import org.jspecify.annotations.NullMarked;
