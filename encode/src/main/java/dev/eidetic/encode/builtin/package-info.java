/// The model that comes with the program: [SmallEncoder].
@NullMarked
package dev.eidetic.encode.builtin;

import org.jspecify.annotations.NullMarked;
