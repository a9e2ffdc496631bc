package dev.eidetic.rerank.cross;

import dev.eidetic.encode.EncodingException;
import dev.eidetic.encode.onnx.OnnxArray;
import dev.eidetic.encode.onnx.OnnxGraph;
import dev.eidetic.encode.onnx.TensorPort;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// What a cross-encoder's graph answers: one number per pair.
final class Logits {

  private Logits() {}

  /// The graph's one output.
  ///
  /// @throws IOException if it has several
  static String port(OnnxGraph graph) throws IOException {
    if (graph.outputs().size() != 1) {
      throw new IOException(
          "model \"%s\" has outputs %s; a cross-encoder has one, a number per pair"
              .formatted(graph.name(), TensorPort.listed(graph.outputs())));
    }
    return graph.outputs().getFirst().name();
  }

  static float[] of(OnnxGraph graph, Map<String, OnnxArray> answer, String output, int pairs) {
    var array = Optional.ofNullable(answer.get(output)).orElseThrow();
    float[] logits = array.floats();
    boolean isFinite = true;
    for (float logit : logits) {
      isFinite &= Float.isFinite(logit);
    }
    if (logits.length != pairs || !isFinite) {
      throw new EncodingException(
          "model \"%s\" answers %s of shape %s for %d pairs; there must be one finite number for each"
              .formatted(
                  graph.name(),
                  isFinite ? "numbers" : "a number that is not finite, in an answer",
                  array.shape(),
                  pairs));
    }
    return logits;
  }
}
