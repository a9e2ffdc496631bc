package dev.eidetic.encode.model;

import dev.eidetic.encode.onnx.OnnxModel;
import dev.eidetic.encode.onnx.TensorPort;
import dev.eidetic.encode.pooling.Pooling;
import dev.eidetic.encode.pooling.Pooling.AsIs;
import dev.eidetic.encode.pooling.Pooling.Average;
import dev.eidetic.encode.pooling.Pooling.ClassToken;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/// What to read of a graph whose folder does not say.
final class OutputGuess {

  /// Names that exporters give to embeddings, the most specific first.
  private static final List<String> PREFERRED =
      List.of(
          "image_embeds",
          "image_embedding",
          "embedding",
          "embeddings",
          "sentence_embedding",
          "pooler_output",
          "last_hidden_state",
          "feature_map",
          "features");

  private OutputGuess() {}

  /// @throws IOException if several outputs could be meant; the message lists them
  static TensorPort output(OnnxModel model) throws IOException {
    for (String name : PREFERRED) {
      for (var output : model.outputs()) {
        if (output.name().equals(name)) {
          return output;
        }
      }
    }
    if (model.outputs().size() == 1) {
      return model.outputs().getFirst();
    }
    throw new IOException(
        "model \"%s\" has several outputs; name the one to read with \"output\" in eidetic.json: %s"
            .formatted(
                model.name(),
                model.outputs().stream()
                    .map(TensorPort::toString)
                    .collect(Collectors.joining("; "))));
  }

  /// By its dimensions: an embedding as it is, the class token of tokens, the average of a map.
  static Pooling pooling(OnnxModel model, TensorPort output) throws IOException {
    return switch (output.shape().size()) {
      case 2 -> new AsIs();
      case 3 -> new ClassToken();
      case 4 -> new Average();
      default ->
          throw new IOException(
              "model \"%s\": output is %s; only 2, 3 or 4 dimensions can be pooled without \"pooling\" in eidetic.json"
                  .formatted(model.name(), output));
    };
  }
}
