/// A model on disk: a folder in the layout of Hugging Face plus our own `eidetic.json`.
///
/// Start at [ModelFolder], which opens one, and [ModelFolderWriter], which makes one from a graph
/// and a [ModelRecipe].
///
/// | file | content |
/// |---|---|
/// | `model.onnx`, `onnx/model.onnx`, or `vision_model.onnx` in either place | the graph; external weights beside it |
/// | `preprocessor_config.json` | as Hugging Face writes it, see [dev.eidetic.encode.preprocess.PreprocessorConfig] |
/// | `eidetic.json`, optional | output, pooling, views, whitening, golden vectors, recorded files: [ModelDescription] |
/// | `whitening.bin`, optional | see [dev.eidetic.encode.whitening.Whitening] |
/// | `golden.json`, optional | vectors that the model must give for pictures drawn by code: [GoldenVectors] |
///
/// **Hashing.** SHA-256 of 300 MB takes about a second, too long for each start. A folder with
/// recorded files (name, bytes, SHA-256) is therefore opened by their recorded hashes, after
/// comparing the sizes; each loading also runs the first golden picture, which notices other
/// weights. [ModelFolder#verify] reads and compares everything. A folder without records is hashed
/// at each opening; [ModelFolderWriter#complete] records it.
@NullMarked
package dev.eidetic.encode.model;

import org.jspecify.annotations.NullMarked;
