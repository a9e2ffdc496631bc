package dev.eidetic.engine;

/// A value of a field, and how many items have it.
///
/// @param value as a filter finds it: a whole string or keyword, `true` or `false`
public record ValueCount(String value, long items) {}
