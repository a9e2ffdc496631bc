package dev.eidetic.train.export;

import dev.eidetic.train.weights.WeightTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// An ONNX model in the making: opset 17, IR version 8, weights inside the file.
///
/// Nodes run in the order in which they are added; each has one output, named by the graph.
final class OnnxGraph {

  private static final int IR_VERSION = 8;
  private static final int OPSET = 17;
  private static final int FLOAT = 1;
  private static final int INT64 = 7;
  private static final int HALF = 10;

  /// Kinds of attributes.
  private static final int REAL_ATTRIBUTE = 1;

  private static final int NUMBER_ATTRIBUTE = 2;
  private static final int NUMBERS_ATTRIBUTE = 7;

  private final boolean keepsHalves;
  private final List<ProtoMessage> nodes = new ArrayList<>();
  private final List<ProtoMessage> weights = new ArrayList<>();
  private int count;

  /// @param keepsHalves whether weights of more than one number are kept as 16-bit floats, which
  ///   are widened again when the model is loaded
  OnnxGraph(boolean keepsHalves) {
    this.keepsHalves = keepsHalves;
  }

  /// A side of a tensor: fixed, or named where each run decides.
  sealed interface Side {
    record Fixed(long length) implements Side {}

    record Free(String name) implements Side {}
  }

  /// An attribute of a node.
  record Attribute(String name, Object value) {

    static Attribute numbers(String name, long... values) {
      return new Attribute(name, values);
    }

    static Attribute number(String name, long value) {
      return new Attribute(name, value);
    }

    static Attribute real(String name, double value) {
      return new Attribute(name, (float) value);
    }

    ProtoMessage message() {
      var message = new ProtoMessage().text(1, name);
      return switch (value) {
        case Float real -> message.real(2, real).number(20, REAL_ATTRIBUTE);
        case Long number -> message.number(3, number).number(20, NUMBER_ATTRIBUTE);
        case long[] numbers -> {
          Arrays.stream(numbers).forEach(number -> message.number(8, number));
          yield message.number(20, NUMBERS_ATTRIBUTE);
        }
        default -> throw new IllegalStateException("attribute of " + value.getClass());
      };
    }
  }

  /// Adds a node.
  ///
  /// @return the name of its output
  String node(String operator, List<String> inputs, Attribute... attributes) {
    String output = "v" + count++;
    node(operator, inputs, output, attributes);
    return output;
  }

  void node(String operator, List<String> inputs, String output, Attribute... attributes) {
    var message = new ProtoMessage();
    inputs.forEach(input -> message.text(1, input));
    message.text(2, output).text(3, operator + "_" + output).text(4, operator);
    for (var attribute : attributes) {
      message.message(5, attribute.message());
    }
    nodes.add(message);
  }

  /// Adds weights.
  ///
  /// @return the name to use them by
  String weights(String name, WeightTensor tensor) {
    if (keepsHalves && tensor.values().length > 1) {
      String stored = name + ".half";
      add(stored, tensor.shape(), HALF, halves(tensor.values()));
      return node("Cast", List.of(stored), Attribute.number("to", FLOAT));
    }
    add(name, tensor.shape(), FLOAT, floats(tensor.values()));
    return name;
  }

  /// Adds a constant.
  String constant(float... values) {
    String name = "c" + count++;
    add(name, List.of((long) values.length), FLOAT, floats(values));
    return name;
  }

  /// Adds a list of whole numbers.
  String numbers(long... values) {
    String name = "c" + count++;
    var bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      bytes.putLong(value);
    }
    add(name, List.of((long) values.length), INT64, bytes.array());
    return name;
  }

  /// Adds one whole number, of no dimensions.
  String index(long value) {
    String name = "c" + count++;
    var bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
    add(name, List.of(), INT64, bytes.array());
    return name;
  }

  private void add(String name, List<Long> shape, int type, byte[] bytes) {
    var message = new ProtoMessage();
    shape.forEach(side -> message.number(1, side));
    weights.add(message.number(2, type).text(8, name).bytes(9, bytes));
  }

  private static byte[] floats(float[] values) {
    var buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    return buffer.array();
  }

  private static byte[] halves(float[] values) {
    var buffer = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      buffer.putShort(Float.floatToFloat16(value));
    }
    return buffer.array();
  }

  /// The whole file.
  ///
  /// @param name of the graph
  /// @param metadata notes for readers
  byte[] bytes(String name, Port input, Port output, Map<String, String> metadata) {
    var graph = new ProtoMessage();
    nodes.forEach(node -> graph.message(1, node));
    graph.text(2, name);
    weights.forEach(tensor -> graph.message(5, tensor));
    graph.message(11, input.message()).message(12, output.message());
    var model =
        new ProtoMessage()
            .number(1, IR_VERSION)
            .text(2, "eidetic")
            .message(7, graph)
            .message(8, new ProtoMessage().text(1, "").number(2, OPSET));
    metadata.forEach(
        (key, value) -> model.message(14, new ProtoMessage().text(1, key).text(2, value)));
    return model.bytes();
  }

  /// What goes in or comes out: floats.
  record Port(String name, List<Side> sides) {

    ProtoMessage message() {
      var shape = new ProtoMessage();
      for (var side : sides) {
        shape.message(
            1,
            switch (side) {
              case Side.Fixed(long length) -> new ProtoMessage().number(1, length);
              case Side.Free(String free) -> new ProtoMessage().text(2, free);
            });
      }
      var tensor = new ProtoMessage().number(1, FLOAT).message(2, shape);
      return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
    }
  }
}
