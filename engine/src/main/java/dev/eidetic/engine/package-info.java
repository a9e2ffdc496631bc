/// Collections of images: one Lucene index of pictures, their vectors and their fields.
@NullMarked
package dev.eidetic.engine;

import org.jspecify.annotations.NullMarked;
