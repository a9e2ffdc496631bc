/// Networks as data: a list of steps with timm's names for their parameters.
///
/// One description serves three readers: libtorch runs it (`dev.eidetic.train.torch`), the exporter
/// writes it as ONNX, and the tests compute it in plain loops. Read in this order: [Network],
/// [Operator] (all that a step can do), [NetworkBuilder], [ResidualNetworks], [MobileNetworks] (and
/// EfficientNet), [VisionTransformers], [EmbeddingHead] (pooling, projection, neck), [Networks]
/// (backbones by name).
@NullMarked
package dev.eidetic.train.network;

import org.jspecify.annotations.NullMarked;
