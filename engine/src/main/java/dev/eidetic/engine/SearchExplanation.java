package dev.eidetic.engine;

import dev.eidetic.engine.localindex.LocalExplanation;

/// How a search was done: by vectors, or by local features.
public sealed interface SearchExplanation permits VectorExplanation, LocalExplanation {}
