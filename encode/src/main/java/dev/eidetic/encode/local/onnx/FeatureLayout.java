package dev.eidetic.encode.local.onnx;

import dev.eidetic.encode.EncodingException;
import dev.eidetic.encode.onnx.OnnxArray;
import dev.eidetic.encode.onnx.TensorPort;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the outputs of a graph of local features mean.
sealed interface FeatureLayout permits PointLists, CellMaps, PixelMaps {

  /// The outputs that are read.
  Set<String> names();

  /// What the graph's input holds.
  FeatureColours colours();

  /// @param model for messages
  /// @throws EncodingException if shapes do not fit each other
  FoundPoints read(String model, Map<String, OnnxArray> outputs);

  /// By names and shapes of a graph's outputs.
  ///
  /// @throws IOException if they are of no known layout
  static FeatureLayout of(String model, List<TensorPort> outputs) throws IOException {
    return PointLists.of(outputs)
        .or(() -> PixelMaps.of(outputs))
        .or(() -> CellMaps.of(outputs))
        .orElseThrow(
            () ->
                new IOException(
                    ("model \"%s\": outputs are %s; local features are known as lists (keypoints [N, 2],"
                            + " descriptors [N, D], perhaps scores [N]), as maps by cells of 8 x 8 pixels"
                            + " ([1, 65, h, w] and descriptors [1, D, h, w], perhaps reliability [1, 1, h, w])"
                            + " or as maps by pixels (descriptors [1, D, H, W], repeatability and reliability"
                            + " [1, 1, H, W])")
                        .formatted(model, TensorPort.listed(outputs))));
  }

  /// The output whose name contains one of some words.
  static Optional<TensorPort> named(List<TensorPort> outputs, String... words) {
    return outputs.stream()
        .filter(
            output -> {
              String name = output.name().toLowerCase(Locale.ROOT);
              return List.of(words).stream().anyMatch(name::contains);
            })
        .findFirst();
  }

  /// One output of a run.
  static OnnxArray array(Map<String, OnnxArray> outputs, String name) {
    var array = outputs.get(name);
    if (array == null) {
      throw new IllegalStateException("output \"%s\" was not asked for".formatted(name));
    }
    return array;
  }
}
