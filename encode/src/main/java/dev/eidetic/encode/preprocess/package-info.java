/// Pixels to tensor, defined to the bit.
///
/// Read [Preprocessing] first: what is done, as a value. [PreprocessorConfig] reads it from the
/// `preprocessor_config.json` that Hugging Face writes; [Preprocessor] does it. Resampling follows
/// Pillow's separable filters on 8-bit pixels, because the published models were trained through
/// them; cropping, rescaling and normalising follow Hugging Face's image transforms.
@NullMarked
package dev.eidetic.encode.preprocess;

import org.jspecify.annotations.NullMarked;
