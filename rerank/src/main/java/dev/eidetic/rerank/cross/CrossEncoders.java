package dev.eidetic.rerank.cross;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.onnx.OnnxGraph;
import dev.eidetic.encode.onnx.TensorPort;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Opens cross-encoders: the one that comes with the program, and ONNX graphs.
public final class CrossEncoders {

  /// What the one that comes with the program is called.
  public static final String BUILT_IN = "eidetic-cross";

  private static final String RESOURCE = "eidetic-cross.onnx";

  private CrossEncoders() {}

  /// Loads a graph; the caller closes it.
  ///
  /// @throws IOException if it is no cross-encoder; the message says what it is
  public static CrossEncoder open(Path graph) throws IOException {
    require(Files.isRegularFile(graph), "%s is no file; give an ONNX graph", graph);
    return of(OnnxGraph.open(graph, String.valueOf(graph.getFileName())));
  }

  private static CrossEncoder of(OnnxGraph graph) throws IOException {
    try {
      boolean isOfMatches =
          graph.inputs().stream().map(TensorPort::name).anyMatch(MatchCrossEncoder.INPUT::equals);
      return isOfMatches ? new MatchCrossEncoder(graph) : new TokenCrossEncoder(graph);
    } catch (IOException | RuntimeException e) {
      graph.close();
      throw e;
    }
  }

  /// The one that comes with the program, for RootSIFT, loaded once; stays open.
  ///
  /// @throws UncheckedIOException if the program lacks it
  static CrossEncoder builtIn() {
    return BuiltIn.ENCODER;
  }

  /// Loaded when first asked for.
  private static final class BuiltIn {

    static final CrossEncoder ENCODER = load();

    private static CrossEncoder load() {
      try (var stream = CrossEncoders.class.getResourceAsStream(RESOURCE)) {
        if (stream == null) {
          throw new FileNotFoundException("the program lacks its file " + RESOURCE);
        }
        return of(OnnxGraph.of(stream.readAllBytes(), BUILT_IN));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
