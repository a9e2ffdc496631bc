/// Bytes to pixels, safely.
///
/// Read in this order: [ImageDecoder] (what comes out), [ImageDecoders] (how to get one),
/// [DecodedImage] and [ImageRefusedException] (the answers), [ImageHeader] (what is known before
/// decoding; one class per format reads it), [OpenCvImageDecoder] and `NativePicture` (the steps),
/// [VipsImageDecoder] (HEIC and AVIF). [JpegThumbnail] goes the other way.
@NullMarked
package dev.eidetic.encode.image;

import org.jspecify.annotations.NullMarked;
