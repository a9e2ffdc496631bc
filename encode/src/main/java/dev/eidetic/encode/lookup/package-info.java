/// From a name, a folder or a recorded space to an encoder: [Encoders].
@NullMarked
package dev.eidetic.encode.lookup;

import org.jspecify.annotations.NullMarked;
