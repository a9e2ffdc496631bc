package dev.eidetic.evaluate.protocol;

import dev.eidetic.evaluate.dataset.Box;

/// One query of a revisited benchmark. The arrays must not change.
///
/// @param image its name, without extension
/// @param box the part of the image that is the query; the rest is cut off before encoding
/// @param easy gallery ordinals that show it plainly
/// @param hard gallery ordinals that show it badly
/// @param junk gallery ordinals that are not judged
public record RevisitedQuery(String image, Box box, int[] easy, int[] hard, int[] junk) {}
