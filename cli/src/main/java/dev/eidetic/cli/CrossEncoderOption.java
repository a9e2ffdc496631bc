package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.engine.reranking.CrossEncoderChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// `--cross-encoder`: what the stage `cross` asks.
final class CrossEncoderOption {

  @Option(
      names = "--cross-encoder",
      paramLabel = "FILE",
      description = {
        "What the stage cross asks: an ONNX graph of train reranker, or in the shape of AMES or"
            + " Reranking Transformers; eidetic-cross, which needs rootsift, unless said."
      })
  private Optional<Path> file = Optional.empty();

  /// @param isUsed whether a cascade has a stage that asks it
  /// @return for the caller to close
  CrossEncoderChoice open(Terminal terminal, boolean isUsed) throws IOException {
    if (file.isPresent() && !isUsed) {
      throw new IllegalArgumentException(
          "--cross-encoder is for the stage cross; give --rerank with such a stage, too");
    }
    return CrossEncoderChoice.open(file.map(terminal::resolve));
  }
}
