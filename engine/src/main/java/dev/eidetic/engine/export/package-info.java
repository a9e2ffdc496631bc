/// Vectors and items as files that other programs read: [VectorExport].
@NullMarked
package dev.eidetic.engine.export;

import org.jspecify.annotations.NullMarked;
