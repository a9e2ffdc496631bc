/// Copies within a collection: who is a copy of whom, and which one to keep.
@NullMarked
package dev.eidetic.engine.duplicates;

import org.jspecify.annotations.NullMarked;
