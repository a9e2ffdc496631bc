package dev.eidetic.train.network;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.HashSet;
import java.util.List;

/// A network as a list of steps; its output is the last value. Immutable.
///
/// @param name such as `resnet50`
/// @param steps in an order in which they can run
/// @param parameters of all steps, in order; a step without any has none here
/// @param width channels of the last value
/// @param output what the last value is
/// @param ignored beginnings of names that published weights hold for the classifier, which is not
///   part of the network
public record Network(
    String name,
    List<Step> steps,
    List<Parameter> parameters,
    int width,
    Shape output,
    List<String> ignored) {

  /// The kinds of values.
  public enum Shape {
    /// `[N, C, H, W]`
    FEATURE_MAP,
    /// `[N, T, C]`, the class token first
    TOKENS,
    /// `[N, C]`
    VECTORS
  }

  public Network {
    steps = List.copyOf(steps);
    parameters = List.copyOf(parameters);
    ignored = List.copyOf(ignored);
    var names = new HashSet<String>();
    for (var parameter : parameters) {
      require(names.add(parameter.name()), "parameter %s appears twice", parameter.name());
    }
    for (int i = 0; i < steps.size(); i++) {
      for (int input : steps.get(i).inputs()) {
        require(
            0 <= input && input <= i, "step %d reads value %d, which is not made yet", i, input);
      }
    }
  }

  /// Numbers that are learned.
  public long learnedCount() {
    return parameters.stream().filter(Parameter::isLearned).mapToLong(Parameter::count).sum();
  }
}
