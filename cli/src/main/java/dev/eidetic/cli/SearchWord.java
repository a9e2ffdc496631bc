package dev.eidetic.cli;

import dev.eidetic.engine.query.ExampleSource;

/// An example as the user named it.
///
/// @param text as typed
/// @param isWanted false for those of `--unlike`
/// @param source what it means
record SearchWord(String text, boolean isWanted, ExampleSource source) {}
