/// What a network puts out, turned into one vector per picture. Start at [Pooling].
@NullMarked
package dev.eidetic.encode.pooling;

import org.jspecify.annotations.NullMarked;
