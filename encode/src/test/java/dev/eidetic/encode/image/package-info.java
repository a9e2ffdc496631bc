@NullMarked
package dev.eidetic.encode.image;

import org.jspecify.annotations.NullMarked;
