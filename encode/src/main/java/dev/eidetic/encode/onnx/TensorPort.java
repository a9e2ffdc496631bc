package dev.eidetic.encode.onnx;

import java.util.List;
import java.util.stream.Collectors;

/// An input or output of a graph.
///
/// @param type of its numbers, such as `float`
/// @param shape its dimensions; -1 where each run decides
public record TensorPort(String name, String type, List<Long> shape) {

  public TensorPort {
    shape = List.copyOf(shape);
  }

  /// Several, as messages show them.
  public static String listed(List<TensorPort> ports) {
    return ports.stream().map(TensorPort::toString).collect(Collectors.joining("; "));
  }

  /// As messages show it: `embedding float [?, 1280]`.
  @Override
  public String toString() {
    return shape.stream()
        .map(side -> side < 0 ? "?" : side.toString())
        .collect(Collectors.joining(", ", name + " " + type + " [", "]"));
  }
}
