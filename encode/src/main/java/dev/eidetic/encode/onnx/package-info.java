/// Image encoders on ONNX Runtime. Start at [OnnxImageEncoder]; [OnnxModel] is one loaded graph,
/// [EncoderSettings] what is done around it, [OnnxRuntimeLibrary] how the native library gets in.
///
/// Nothing native is loaded before the first model is opened.
@NullMarked
package dev.eidetic.encode.onnx;

import org.jspecify.annotations.NullMarked;
