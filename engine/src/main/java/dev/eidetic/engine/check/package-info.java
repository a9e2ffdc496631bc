/// Is a collection whole? [CollectionCheck] reads everything and says.
@NullMarked
package dev.eidetic.engine.check;

import org.jspecify.annotations.NullMarked;
