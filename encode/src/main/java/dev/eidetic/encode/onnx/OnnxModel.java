package dev.eidetic.encode.onnx;

import dev.eidetic.encode.EncodingException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A graph that takes pictures: one input `[N, 3, H, W]` of floats. Any number of threads may run
/// it at once, see [OnnxGraph].
public final class OnnxModel implements AutoCloseable {

  private final OnnxGraph graph;
  private final TensorPort input;

  private OnnxModel(OnnxGraph graph) throws IOException {
    this.graph = graph;
    try {
      this.input = pictureInput(graph);
    } catch (IOException e) {
      graph.close();
      throw e;
    }
  }

  /// Loads a graph; weights in files beside it are found.
  ///
  /// @param graph ONNX
  /// @param name what messages call the model
  /// @throws IOException if it is no such graph
  public static OnnxModel open(Path graph, String name) throws IOException {
    return new OnnxModel(OnnxGraph.open(graph, name));
  }

  /// Loads a graph that holds its own weights.
  ///
  /// @param graph ONNX
  /// @param name what messages call the model
  /// @throws IOException if it is no such graph
  public static OnnxModel of(byte[] graph, String name) throws IOException {
    return new OnnxModel(OnnxGraph.of(graph, name));
  }

  public String name() {
    return graph.name();
  }

  /// The one input: `[N, 3, H, W]`.
  public TensorPort input() {
    return input;
  }

  public List<TensorPort> outputs() {
    return graph.outputs();
  }

  /// The output of that name.
  ///
  /// @throws IOException if there is none or it holds no floats; the message lists all outputs
  public TensorPort output(String wanted) throws IOException {
    for (var output : outputs()) {
      if (output.name().equals(wanted)) {
        if (!output.type().contains("float")) {
          throw new IOException(
              "model \"%s\": output %s must hold floats".formatted(name(), output));
        }
        return output;
      }
    }
    throw new IOException(
        "model \"%s\" has no output \"%s\"; it has: %s"
            .formatted(name(), wanted, TensorPort.listed(outputs())));
  }

  /// Runs the graph.
  ///
  /// @param tensor direct; as many numbers from position 0 as `shape` says
  /// @throws EncodingException if the graph fails on it
  OnnxArray run(FloatBuffer tensor, long[] shape, String output) {
    tensor.clear().limit(Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact)));
    var array = new OnnxArray(tensor, Arrays.stream(shape).boxed().toList());
    return graph.run(Map.of(input.name(), array), Set.of(output)).values().iterator().next();
  }

  @Override
  public void close() {
    graph.close();
  }

  private static TensorPort pictureInput(OnnxGraph graph) throws IOException {
    var inputs = graph.inputs();
    if (inputs.size() != 1) {
      throw new IOException(
          "model \"%s\" has %d inputs (%s); export the image part alone, with one input [N, 3, H, W]"
              .formatted(graph.name(), inputs.size(), TensorPort.listed(inputs)));
    }
    var input = inputs.getFirst();
    boolean takesPictures =
        input.shape().size() == 4 && (input.shape().get(1) == 3 || input.shape().get(1) < 0);
    if (!takesPictures || !input.type().equals("float")) {
      throw new IOException(
          "model \"%s\": input is %s; it must be float [N, 3, H, W]"
              .formatted(graph.name(), input));
    }
    return input;
  }
}
