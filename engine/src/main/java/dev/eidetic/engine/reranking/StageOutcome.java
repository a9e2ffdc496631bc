package dev.eidetic.engine.reranking;

import java.time.Duration;

/// What became of a stage, in words that need no knowledge of stages.
///
/// @param stage as it is written in a cascade
/// @param outcome `ran`, `shortened`, `dropped` or `abandoned`
/// @param candidates hits that it looked at, or was to
/// @param time that it took
/// @param text all this for people
public record StageOutcome(
    String stage, String outcome, int candidates, Duration time, String text) {}
