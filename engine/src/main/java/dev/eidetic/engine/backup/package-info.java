/// Copies of collections, to restore them from.
@NullMarked
package dev.eidetic.engine.backup;

import org.jspecify.annotations.NullMarked;
