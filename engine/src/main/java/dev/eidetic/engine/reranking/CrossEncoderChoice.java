package dev.eidetic.engine.reranking;

import dev.eidetic.rerank.cross.CrossEncoder;
import dev.eidetic.rerank.cross.CrossEncoders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// What the stage `cross` asks: the cross-encoder that comes with the program, or a graph that was
/// opened. Any number of threads may use one.
///
/// @param encoder empty for the one that comes with the program
public record CrossEncoderChoice(Optional<CrossEncoder> encoder) implements AutoCloseable {

  /// Opens a graph, if one is named.
  ///
  /// @return for the caller to close
  /// @throws IOException if it is no cross-encoder
  public static CrossEncoderChoice open(Optional<Path> graph) throws IOException {
    return new CrossEncoderChoice(
        graph.isEmpty() ? Optional.empty() : Optional.of(CrossEncoders.open(graph.get())));
  }

  /// The same settings, asking this.
  public RerankSettings in(RerankSettings settings) {
    return encoder.map(settings::with).orElse(settings);
  }

  @Override
  public void close() {
    encoder.ifPresent(CrossEncoder::close);
  }
}
