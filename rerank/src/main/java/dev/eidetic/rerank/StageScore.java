package dev.eidetic.rerank;

/// What one stage said of one hit.
///
/// @param stage as it is written in a cascade
/// @param score greater is closer; comparable within the stage only
/// @param reason why
public record StageScore(String stage, float score, Reason reason) {}
