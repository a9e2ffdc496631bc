package dev.eidetic.encode.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.eidetic.encode.EncodingException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/// A graph loaded by ONNX Runtime that takes pictures: one input `[N, 3, H, W]` of floats.
///
/// Any number of threads may run it at once, each run computing on its calling thread alone: one
/// session with a single intra-op thread and no spinning is shared, because a session per thread
/// was no faster and holds the weights once per thread.
public final class OnnxModel implements AutoCloseable {

  private final String name;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final TensorPort input;
  private final List<TensorPort> outputs;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  private OnnxModel(String name, OrtEnvironment environment, OrtSession session)
      throws IOException, OrtException {
    this.name = name;
    this.environment = environment;
    this.session = session;
    this.input = pictureInput(name, ports(session.getInputInfo().values()));
    this.outputs = ports(session.getOutputInfo().values());
  }

  /// Loads a graph; weights in files beside it are found.
  ///
  /// @param name what messages call the model
  /// @throws IOException if it is no such graph
  public static OnnxModel open(Path graph, String name) throws IOException {
    return open(
        name,
        graph.toString(),
        (environment, options) -> environment.createSession(graph.toString(), options));
  }

  /// Loads a graph that holds its own weights.
  ///
  /// @param graph ONNX
  /// @param name what messages call the model
  /// @throws IOException if it is no such graph
  public static OnnxModel of(byte[] graph, String name) throws IOException {
    return open(name, "it", (environment, options) -> environment.createSession(graph, options));
  }

  private interface Opening {
    OrtSession session(OrtEnvironment environment, OrtSession.SessionOptions options)
        throws OrtException;
  }

  private static OnnxModel open(String name, String graph, Opening opening) throws IOException {
    var environment = OnnxRuntimeLibrary.environment();
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      var session = opening.session(environment, options);
      try {
        return new OnnxModel(name, environment, session);
      } catch (IOException | OrtException | RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw new IOException(
          "model \"%s\": ONNX Runtime cannot load %s: %s".formatted(name, graph, e.getMessage()),
          e);
    }
  }

  public String name() {
    return name;
  }

  /// The one input: `[N, 3, H, W]`.
  public TensorPort input() {
    return input;
  }

  public List<TensorPort> outputs() {
    return outputs;
  }

  /// The output of that name.
  ///
  /// @throws IOException if there is none or it holds no floats; the message lists all outputs
  public TensorPort output(String wanted) throws IOException {
    for (var output : outputs) {
      if (output.name().equals(wanted)) {
        if (!output.type().contains("float")) {
          throw new IOException("model \"%s\": output %s must hold floats".formatted(name, output));
        }
        return output;
      }
    }
    throw new IOException(
        "model \"%s\" has no output \"%s\"; it has: %s".formatted(name, wanted, listed(outputs)));
  }

  /// What came out of one run.
  ///
  /// @param numbers on the heap, the caller's own
  /// @param shape as the run gave it, without unknowns
  record Result(FloatBuffer numbers, List<Long> shape) {}

  /// Runs the graph.
  ///
  /// @param tensor direct; as many numbers from position 0 as `shape` says
  /// @throws EncodingException if the graph fails on it
  Result run(FloatBuffer tensor, long[] shape, String output) {
    tensor.clear().limit(Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact)));
    try (var value = OnnxTensor.createTensor(environment, tensor, shape);
        var results = session.run(Map.of(input.name(), value), Set.of(output))) {
      if (!(results.get(0) instanceof OnnxTensor result)) {
        throw new EncodingException(
            "model \"%s\": output \"%s\" is no tensor".formatted(name, output));
      }
      var sides = Arrays.stream(result.getInfo().getShape()).boxed().toList();
      return new Result(result.getFloatBuffer(), sides);
    } catch (OrtException e) {
      throw new EncodingException(
          "model \"%s\" fails on input \"%s\" of shape %s, output \"%s\": %s"
              .formatted(name, input.name(), Arrays.toString(shape), output, e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    if (isClosed.getAndSet(true)) {
      return;
    }
    try {
      session.close();
    } catch (OrtException e) {
      throw new EncodingException("model \"%s\" cannot be closed".formatted(name), e);
    }
  }

  private static TensorPort pictureInput(String name, List<TensorPort> inputs) throws IOException {
    if (inputs.size() != 1) {
      throw new IOException(
          "model \"%s\" has %d inputs (%s); export the image part alone, with one input [N, 3, H, W]"
              .formatted(name, inputs.size(), listed(inputs)));
    }
    var input = inputs.getFirst();
    boolean takesPictures =
        input.shape().size() == 4 && (input.shape().get(1) == 3 || input.shape().get(1) < 0);
    if (!takesPictures || !input.type().equals("float")) {
      throw new IOException(
          "model \"%s\": input is %s; it must be float [N, 3, H, W]".formatted(name, input));
    }
    return input;
  }

  private static String listed(List<TensorPort> ports) {
    return ports.stream().map(TensorPort::toString).collect(Collectors.joining("; "));
  }

  private static List<TensorPort> ports(Collection<NodeInfo> nodes) {
    var ports = new ArrayList<TensorPort>();
    for (var node : nodes) {
      if (node.getInfo() instanceof TensorInfo tensor) {
        ports.add(
            new TensorPort(
                node.getName(),
                typeName(tensor.type),
                Arrays.stream(tensor.getShape()).boxed().toList()));
      } else {
        ports.add(new TensorPort(node.getName(), "(no tensor)", List.of()));
      }
    }
    return List.copyOf(ports);
  }

  private static String typeName(OnnxJavaType type) {
    return switch (type) {
      case FLOAT -> "float";
      case FLOAT16 -> "float16";
      case BFLOAT16 -> "bfloat16";
      default -> type.toString().toLowerCase(Locale.ROOT);
    };
  }
}
