/// Indexes of transformed vectors: [TransformedKind].
@NullMarked
package dev.eidetic.index.transform;

import org.jspecify.annotations.NullMarked;
