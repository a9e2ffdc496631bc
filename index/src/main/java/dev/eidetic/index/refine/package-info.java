/// Ranking the candidates of another index by better numbers: [RefinedKind].
@NullMarked
package dev.eidetic.index.refine;

import org.jspecify.annotations.NullMarked;
