package dev.eidetic.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Writes small ONNX graphs, so that tests of encoders need no model from elsewhere.
///
/// Tensors are named by the caller; nodes run in the order given. Sides of -1 are decided by each
/// run.
///
/// ```java
/// byte[] graph = new TinyOnnx()
///     .input("image", -1, 3, -1, -1)
///     .node("GlobalAveragePool", List.of("image"), "pooled")
///     .node("Flatten", List.of("pooled"), "embedding")
///     .output("embedding", -1, 3)
///     .bytes();
/// ```
public final class TinyOnnx {

  private static final int IR_VERSION = 8;
  private static final int OPSET = 17;
  private static final int FLOAT = 1;
  private static final int INT64 = 7;
  private static final int BOOL = 9;
  private static final int EXTERNAL = 1;

  private final List<byte[]> nodes = new ArrayList<>();
  private final List<byte[]> weights = new ArrayList<>();
  private final List<byte[]> inputs = new ArrayList<>();
  private final List<byte[]> outputs = new ArrayList<>();
  private final List<byte[]> notes = new ArrayList<>();

  /// An empty graph.
  public TinyOnnx() {}

  /// Adds an input of floats.
  public TinyOnnx input(String name, long... shape) {
    inputs.add(port(name, FLOAT, shape));
    return this;
  }

  /// Adds an input of whole numbers of 64 bits.
  public TinyOnnx wholeNumbers(String name, long... shape) {
    inputs.add(port(name, INT64, shape));
    return this;
  }

  /// Adds an input of truths.
  public TinyOnnx truths(String name, long... shape) {
    inputs.add(port(name, BOOL, shape));
    return this;
  }

  /// Adds a note for readers.
  public TinyOnnx note(String key, String value) {
    notes.add(new Message().text(1, key).text(2, value).bytes());
    return this;
  }

  /// Names a tensor as an output.
  public TinyOnnx output(String name, long... shape) {
    outputs.add(port(name, FLOAT, shape));
    return this;
  }

  /// Adds a node without attributes, of any operator of ONNX.
  public TinyOnnx node(String operator, List<String> from, String to) {
    nodes.add(nodeMessage(operator, from, to).bytes());
    return this;
  }

  /// Adds a node with one attribute, a list of whole numbers, such as `perm` or `strides`.
  public TinyOnnx node(
      String operator, List<String> from, String to, String attribute, long... values) {
    var message = new Message().text(1, attribute).number(20, 7);
    for (long value : values) {
      message.number(8, value);
    }
    nodes.add(nodeMessage(operator, from, to).bytes(5, message.bytes()).bytes());
    return this;
  }

  /// Adds weights inside the graph.
  public TinyOnnx weights(String name, List<Long> shape, float... values) {
    weights.add(tensor(name, shape).bytes(9, littleEndian(values)).bytes());
    return this;
  }

  /// Adds weights that lie in a file beside the graph, from its beginning; see [#littleEndian].
  public TinyOnnx externalWeights(String name, List<Long> shape, String location) {
    var entry = new Message().text(1, "location").text(2, location);
    weights.add(tensor(name, shape).bytes(13, entry.bytes()).number(14, EXTERNAL).bytes());
    return this;
  }

  /// Floats as ONNX stores them.
  public static byte[] littleEndian(float... values) {
    var buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      buffer.putFloat(value);
    }
    return buffer.array();
  }

  /// The whole file.
  public byte[] bytes() {
    var graph = new Message();
    nodes.forEach(node -> graph.bytes(1, node));
    graph.text(2, "tiny");
    weights.forEach(tensor -> graph.bytes(5, tensor));
    inputs.forEach(port -> graph.bytes(11, port));
    outputs.forEach(port -> graph.bytes(12, port));
    var model =
        new Message()
            .number(1, IR_VERSION)
            .bytes(7, graph.bytes())
            .bytes(8, new Message().number(2, OPSET).bytes());
    notes.forEach(note -> model.bytes(14, note));
    return model.bytes();
  }

  private static Message nodeMessage(String operator, List<String> from, String to) {
    var message = new Message();
    from.forEach(name -> message.text(1, name));
    return message.text(2, to).text(4, operator);
  }

  private static Message tensor(String name, List<Long> shape) {
    var message = new Message();
    shape.forEach(side -> message.number(1, side));
    return message.number(2, FLOAT).text(8, name);
  }

  private static byte[] port(String name, int elements, long... shape) {
    var sides = new Message();
    for (int i = 0; i < shape.length; i++) {
      var side = new Message();
      if (shape[i] < 0) {
        side.text(2, name + ".side" + i);
      } else {
        side.number(1, shape[i]);
      }
      sides.bytes(1, side.bytes());
    }
    var tensor = new Message().number(1, elements).bytes(2, sides.bytes());
    var type = new Message().bytes(1, tensor.bytes());
    return new Message().text(1, name).bytes(2, type.bytes()).bytes();
  }

  /// A message of protocol buffers: fields one after another.
  private static final class Message {

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    Message number(int field, long value) {
      varint((long) field << 3);
      varint(value);
      return this;
    }

    Message text(int field, String value) {
      return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message bytes(int field, byte[] value) {
      varint(((long) field << 3) | 2);
      varint(value.length);
      content.writeBytes(value);
      return this;
    }

    byte[] bytes() {
      return content.toByteArray();
    }

    private void varint(long value) {
      long rest = value;
      while ((rest & ~0x7fL) != 0) {
        content.write((int) ((rest & 0x7f) | 0x80));
        rest >>>= 7;
      }
      content.write((int) rest);
    }
  }
}
