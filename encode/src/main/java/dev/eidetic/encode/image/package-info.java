/// Bytes to pixels, safely. Read [ImageDecoder] first, then [DecodedImage] and
/// [ImageRefusedException].
@NullMarked
package dev.eidetic.encode.image;

import org.jspecify.annotations.NullMarked;
