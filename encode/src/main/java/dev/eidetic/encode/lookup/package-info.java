/// From a name, a folder or a recorded space to an encoder: [Encoders]. New models come in through
/// [ModelInstaller].
@NullMarked
package dev.eidetic.encode.lookup;

import org.jspecify.annotations.NullMarked;
