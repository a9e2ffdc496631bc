package dev.eidetic.rerank.cross;

import dev.eidetic.encode.local.LocalFeatures;

/// What is known of a picture: how it looks as a whole, and its details.
///
/// @param vector of length 1; shared, must not change
/// @param features local ones, perhaps none
@SuppressWarnings("ArrayRecordComponent")
public record Picture(float[] vector, LocalFeatures features) {}
