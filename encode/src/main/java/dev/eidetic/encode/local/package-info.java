/// Local features: points of a picture that can be found again in another one, and what it looks
/// like around them.
///
/// Read in this order: [LocalFeatures] (the points and their descriptors), [FeatureExtractor] (what
/// finds them; [SiftExtractor]).
@NullMarked
package dev.eidetic.encode.local;

import org.jspecify.annotations.NullMarked;
