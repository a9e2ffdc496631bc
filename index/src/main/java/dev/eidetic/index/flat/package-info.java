/// Search by scanning everything: [FlatKind].
@NullMarked
package dev.eidetic.index.flat;

import org.jspecify.annotations.NullMarked;
