package dev.eidetic.train.torch;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.train.network.Network;
import dev.eidetic.train.network.Parameter;
import dev.eidetic.train.weights.WeightTensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Parameters as tensors of libtorch, which gather gradients where they are learned.
///
/// Convolutions are kept channels-last, which trains faster on CPUs. One thread at a time; whoever
/// makes one closes it.
public final class NetworkState implements AutoCloseable {

  private final List<Parameter> parameters;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  private NetworkState(List<Parameter> parameters) {
    this.parameters = List.copyOf(parameters);
  }

  /// Tensors with given values.
  ///
  /// @param values for each parameter, by name; others are left alone
  /// @param type of the tensors: `Float`, or `Double` to check gradients
  /// @throws IllegalArgumentException if a value is missing or of another shape
  public static NetworkState of(
      List<Parameter> parameters, Map<String, WeightTensor> values, ScalarType type) {
    return of(parameters, values, type, Processor.CPU);
  }

  /// Tensors with given values in a processor's memory.
  public static NetworkState of(
      List<Parameter> parameters,
      Map<String, WeightTensor> values,
      ScalarType type,
      Processor processor) {
    var state = new NetworkState(parameters);
    for (var parameter : parameters) {
      state.add(parameter, valueOf(parameter.name(), parameter.shape(), values), type, processor);
    }
    return state;
  }

  /// A network before training.
  ///
  /// @param seed of the numbers; a parameter's depend on the seed and its name alone
  public static NetworkState fresh(Network network, long seed) {
    return of(network.parameters(), FreshWeights.of(network.parameters(), seed), ScalarType.Float);
  }

  private void add(Parameter parameter, WeightTensor value, ScalarType type, Processor processor) {
    try (var _ = new PointerScope()) {
      long[] shape = lengths(parameter.shape());
      var tensor = processor.tensor(Tensor.create(value.values(), shape).to(type));
      if (shape.length == 4) {
        tensor = tensor.contiguous(MemoryFormat.ChannelsLast);
      }
      tensor.set_requires_grad(parameter.isLearned());
      tensor.retainReference(); // outlives the scope
      tensors.put(parameter.name(), tensor);
    }
  }

  private static WeightTensor valueOf(
      String name, List<Long> shape, Map<String, WeightTensor> values) {
    var value = values.get(name);
    require(value != null, "parameter %s has no value", name);
    var found = Objects.requireNonNull(value);
    require(
        found.shape().equals(shape),
        "parameter %s has a value of shape %s; it must be %s",
        name,
        found.shape(),
        shape);
    return found;
  }

  public List<Parameter> parameters() {
    return parameters;
  }

  /// The tensor itself, owned by this state.
  ///
  /// @throws IllegalArgumentException if there is none of that name
  public Tensor tensor(String name) {
    var tensor = tensors.get(name);
    require(tensor != null, "there is no parameter %s", name);
    return Objects.requireNonNull(tensor);
  }

  /// All tensors by name, in the network's order.
  public Map<String, Tensor> tensors() {
    return Collections.unmodifiableMap(tensors);
  }

  /// Copies all values out.
  public Map<String, WeightTensor> values() {
    var values = new LinkedHashMap<String, WeightTensor>();
    try (var _ = new PointerScope()) {
      for (var parameter : parameters) {
        values.put(
            parameter.name(),
            new WeightTensor(parameter.shape(), Tensors.floats(tensor(parameter.name()))));
      }
    }
    return values;
  }

  /// Overwrites all values, in place.
  ///
  /// @throws IllegalArgumentException if a value is missing or of another shape
  public void restore(Map<String, WeightTensor> values) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      for (var parameter : parameters) {
        overwrite(tensor(parameter.name()), parameter.name(), parameter.shape(), values);
      }
    }
  }

  /// Overwrites one tensor in place; gradients must be off.
  ///
  /// @param name of its value
  /// @throws IllegalArgumentException if the value is missing or of another shape
  public static void overwrite(
      Tensor tensor, String name, List<Long> shape, Map<String, WeightTensor> values) {
    var value = valueOf(name, shape, values);
    tensor.copy_(Tensor.create(value.values(), lengths(shape)));
  }

  private static long[] lengths(List<Long> shape) {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }

  @Override
  public void close() {
    tensors.values().forEach(Tensor::releaseReference);
    tensors.clear();
  }
}
