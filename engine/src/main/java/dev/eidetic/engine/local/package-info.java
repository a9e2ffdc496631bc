/// Local features of a collection's images: found once, kept beside the collection by what the file
/// contains, found again when needed.
@NullMarked
package dev.eidetic.engine.local;

import org.jspecify.annotations.NullMarked;
