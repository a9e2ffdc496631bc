/// What turns pictures into vectors. Start at [ImageEncoder] and the [EmbeddingSpace] it fills.
@NullMarked
package dev.eidetic.encode;

import org.jspecify.annotations.NullMarked;
