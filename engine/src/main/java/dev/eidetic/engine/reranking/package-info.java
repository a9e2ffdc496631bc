/// Searches whose first hits a cascade puts into a better order: [RerankedSearch].
@NullMarked
package dev.eidetic.engine.reranking;

import org.jspecify.annotations.NullMarked;
