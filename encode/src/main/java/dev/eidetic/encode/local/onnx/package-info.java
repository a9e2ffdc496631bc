/// Learned local features on ONNX Runtime. Start at [dev.eidetic.encode.local.onnx.OnnxExtractor];
/// a [dev.eidetic.encode.local.onnx.FeatureLayout] says what a graph's outputs mean.
///
/// Nothing native is loaded before the first graph is opened.
@NullMarked
package dev.eidetic.encode.local.onnx;

import org.jspecify.annotations.NullMarked;
