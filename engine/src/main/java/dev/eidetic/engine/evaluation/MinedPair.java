package dev.eidetic.engine.evaluation;

/// A query and one of its first hits, as something that learns to re-rank sees them.
///
/// @param query its ordinal
/// @param group what the query shows: the label of what is right for it
/// @param tokens [MatchTokens] as 16-bit floats
/// @param isSame whether the hit is right
@SuppressWarnings("ArrayRecordComponent")
public record MinedPair(int query, String group, short[] tokens, boolean isSame) {}
