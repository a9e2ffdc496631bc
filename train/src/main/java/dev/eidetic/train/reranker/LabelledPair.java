package dev.eidetic.train.reranker;

/// A query and one of its first hits.
///
/// @param query its number; pairs of one query are ranked among each other
/// @param group what the query shows; groups are held out whole
/// @param tokens rows of numbers as 16-bit floats ([Float#float16ToFloat]), shared
/// @param isSame whether both show the same
@SuppressWarnings("ArrayRecordComponent")
public record LabelledPair(int query, String group, short[] tokens, boolean isSame) {}
