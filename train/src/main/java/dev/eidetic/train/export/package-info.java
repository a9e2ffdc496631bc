/// From a trained network to a model folder that `dev.eidetic.encode` loads: [ModelExport] (the
/// whole way), [OnnxExport] (a network as ONNX), [FoldedNetwork] (batch normalization folded into
/// what precedes it), [OnnxGraph] and `ProtoMessage` (the bytes). Format:
/// <https://onnx.ai/onnx/repo-docs/IR.html>.
@NullMarked
package dev.eidetic.train.export;

import org.jspecify.annotations.NullMarked;
