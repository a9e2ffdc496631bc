package dev.eidetic.encode.store;

import dev.eidetic.encode.fetch.DownloadProgress;
import java.util.Optional;

/// How one model is pulled.
///
/// @param onnxFile path in the repository of the variant to take, such as
///   `onnx/model_quantized.onnx`; empty for `model.onnx` or `onnx/model.onnx`
/// @param whenPresent what to do if the store has that model at another commit
/// @param progress hears how it goes
public record PullOptions(
    Optional<String> onnxFile, WhenPresent whenPresent, DownloadProgress progress) {

  /// The usual model file; a model that is there already stays; silence.
  public static final PullOptions DEFAULT =
      new PullOptions(Optional.empty(), WhenPresent.REFUSE, DownloadProgress.SILENT);
}
