package dev.eidetic.rerank;

/// An option as it stands in a cascade's text.
///
/// @param place of its name, from 0
/// @param value as written
/// @param valuePlace of the value, from 0
record StageOption(int place, String value, int valuePlace) {}
