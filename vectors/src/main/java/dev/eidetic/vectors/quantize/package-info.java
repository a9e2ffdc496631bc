/// Quantization: vectors as short codes that approximate them. [ProductQuantizer] is the front
/// door.
@NullMarked
package dev.eidetic.vectors.quantize;

import org.jspecify.annotations.NullMarked;
