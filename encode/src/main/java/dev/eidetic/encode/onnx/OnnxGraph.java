package dev.eidetic.encode.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.eidetic.encode.EncodingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// A graph loaded by ONNX Runtime.
///
/// Any number of threads may run it at once, each run computing on its calling thread alone: one
/// session with a single intra-op thread and no spinning is shared, because a session per thread
/// was no faster and holds the weights once per thread.
public final class OnnxGraph implements AutoCloseable {

  private final String name;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final List<TensorPort> inputs;
  private final List<TensorPort> outputs;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  private OnnxGraph(String name, OrtEnvironment environment, OrtSession session)
      throws OrtException {
    this.name = name;
    this.environment = environment;
    this.session = session;
    this.inputs = ports(session.getInputInfo().values());
    this.outputs = ports(session.getOutputInfo().values());
  }

  /// Loads a graph; weights in files beside it are found.
  ///
  /// @param graph ONNX
  /// @param name what messages call it
  /// @throws IOException if it is no graph that can be run
  public static OnnxGraph open(Path graph, String name) throws IOException {
    return open(
        name,
        graph.toString(),
        (environment, options) -> environment.createSession(graph.toString(), options));
  }

  /// Loads a graph that holds its own weights.
  ///
  /// @param graph ONNX
  /// @param name what messages call it
  /// @throws IOException if it is no graph that can be run
  public static OnnxGraph of(byte[] graph, String name) throws IOException {
    return open(name, "it", (environment, options) -> environment.createSession(graph, options));
  }

  private interface Opening {
    OrtSession session(OrtEnvironment environment, OrtSession.SessionOptions options)
        throws OrtException;
  }

  private static OnnxGraph open(String name, String graph, Opening opening) throws IOException {
    var environment = OnnxRuntimeLibrary.environment();
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      var session = opening.session(environment, options);
      try {
        return new OnnxGraph(name, environment, session);
      } catch (OrtException | RuntimeException e) {
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

  public List<TensorPort> inputs() {
    return inputs;
  }

  public List<TensorPort> outputs() {
    return outputs;
  }

  /// What its maker noted in it, by key.
  public Map<String, String> notes() {
    try {
      return Map.copyOf(session.getMetadata().getCustomMetadata());
    } catch (OrtException e) {
      throw new EncodingException("model \"%s\": its notes cannot be read".formatted(name), e);
    }
  }

  /// Runs the graph.
  ///
  /// @param given one array per input, turned into what the input takes: floats, whole numbers or
  ///   truths; numbers are read from position to limit
  /// @param wanted names of outputs
  /// @return the outputs by name
  /// @throws EncodingException if the graph fails on it
  public Map<String, OnnxArray> run(Map<String, OnnxArray> given, Set<String> wanted) {
    var tensors = new LinkedHashMap<String, OnnxTensor>();
    try {
      for (var entry : given.entrySet()) {
        tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue()));
      }
      try (var results = session.run(tensors, wanted)) {
        var arrays = new LinkedHashMap<String, OnnxArray>();
        for (var result : results) {
          arrays.put(result.getKey(), array(result.getKey(), result.getValue()));
        }
        return arrays;
      }
    } catch (OrtException e) {
      throw new EncodingException(
          "model \"%s\" fails on %s, output %s: %s"
              .formatted(name, shapes(given), quoted(wanted), e.getMessage()),
          e);
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  /// In the input's own type: whole numbers are rounded, everything but 0 is true.
  private OnnxTensor tensor(String input, OnnxArray array) throws OrtException {
    long[] shape = array.shape().stream().mapToLong(Long::longValue).toArray();
    var numbers = array.numbers();
    int count = numbers.remaining();
    return switch (type(input)) {
      case "int64" -> {
        var whole = new long[count];
        for (int i = 0; i < count; i++) {
          whole[i] = Math.round((double) numbers.get(numbers.position() + i));
        }
        yield OnnxTensor.createTensor(environment, LongBuffer.wrap(whole), shape);
      }
      case "bool" -> {
        var truths = ByteBuffer.allocateDirect(count);
        for (int i = 0; i < count; i++) {
          truths.put(i, (byte) (numbers.get(numbers.position() + i) == 0 ? 0 : 1));
        }
        yield OnnxTensor.createTensor(environment, truths, shape, OnnxJavaType.BOOL);
      }
      default -> OnnxTensor.createTensor(environment, numbers, shape);
    };
  }

  private String type(String input) {
    return inputs.stream()
        .filter(port -> port.name().equals(input))
        .map(TensorPort::type)
        .findFirst()
        .orElse("float");
  }

  private static String shapes(Map<String, OnnxArray> given) {
    var texts = new ArrayList<String>();
    given.forEach(
        (input, array) -> texts.add("input \"%s\" of shape %s".formatted(input, array.shape())));
    return String.join(" and ", texts);
  }

  private static String quoted(Set<String> names) {
    return String.join(" and ", names.stream().sorted().map("\"%s\""::formatted).toList());
  }

  private OnnxArray array(String output, OnnxValue value) {
    if (!(value instanceof OnnxTensor tensor)) {
      throw new EncodingException(
          "model \"%s\": output \"%s\" is no tensor".formatted(name, output));
    }
    var sides = Arrays.stream(tensor.getInfo().getShape()).boxed().toList();
    return new OnnxArray(numbers(output, tensor), sides);
  }

  private FloatBuffer numbers(String output, OnnxTensor tensor) {
    return switch (tensor.getInfo().type) {
      case FLOAT, FLOAT16, BFLOAT16 -> tensor.getFloatBuffer();
      case INT64 -> {
        var whole = tensor.getLongBuffer();
        var floats = new float[whole.remaining()];
        for (int i = 0; i < floats.length; i++) {
          floats[i] = whole.get(i);
        }
        yield FloatBuffer.wrap(floats);
      }
      case INT32 -> {
        var whole = tensor.getIntBuffer();
        var floats = new float[whole.remaining()];
        for (int i = 0; i < floats.length; i++) {
          floats[i] = whole.get(i);
        }
        yield FloatBuffer.wrap(floats);
      }
      default ->
          throw new EncodingException(
              "model \"%s\": output \"%s\" holds %s; only floats and whole numbers are read"
                  .formatted(name, output, typeName(tensor.getInfo().type)));
    };
  }

  /// Harmless when repeated.
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
