package dev.eidetic.index.aggregated;

/// An image as visual words and, for each, the signs of what its descriptors have beyond the word.
///
/// @param words ascending
/// @param codes of each word in turn, as many longs as the codebook says
@SuppressWarnings("ArrayRecordComponent")
public record AggregatedImage(int[] words, long[] codes) {}
