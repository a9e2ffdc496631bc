/// Named tensors in files, as Hugging Face publishes them.
///
/// Read in this order: [WeightTensor] (numbers with a shape), [SafetensorsFile] (reads),
/// [SafetensorsWriter] (writes). Format: <https://huggingface.co/docs/safetensors>.
@NullMarked
package dev.eidetic.train.weights;

import org.jspecify.annotations.NullMarked;
