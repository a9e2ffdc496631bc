package dev.eidetic.train.export;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.train.network.Network;
import dev.eidetic.train.network.Operator;
import dev.eidetic.train.network.Operator.BatchNorm;
import dev.eidetic.train.network.Operator.Convolution;
import dev.eidetic.train.network.Operator.Linear;
import dev.eidetic.train.network.Step;
import dev.eidetic.train.weights.WeightTensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A network with every batch normalization folded into the convolution or linear layer before it,
/// as far as nothing else reads what lies between. The numbers stay the same but for rounding.
///
/// @param steps as in [Network#steps()]
/// @param weights of the steps
record FoldedNetwork(List<Step> steps, Map<String, WeightTensor> weights) {

  static FoldedNetwork of(Network network, Map<String, WeightTensor> weights) {
    for (var parameter : network.parameters()) {
      require(weights.containsKey(parameter.name()), "parameter %s has no value", parameter.name());
    }
    return new Folding(network, new LinkedHashMap<>(weights)).run();
  }

  private static final class Folding {

    private final Network network;
    private final Map<String, WeightTensor> weights;
    private final List<Step> steps = new ArrayList<>();

    /// For each old value the new one.
    private final List<Integer> values = new ArrayList<>(List.of(0));

    Folding(Network network, Map<String, WeightTensor> weights) {
      this.network = network;
      this.weights = weights;
    }

    FoldedNetwork run() {
      for (var step : network.steps()) {
        int input = step.inputs().getFirst();
        boolean isFolded =
            step.operator() instanceof BatchNorm norm
                && input > 0
                && readers(input) == 1
                && fold(norm, values.get(input) - 1);
        if (isFolded) {
          values.add(values.get(input));
        } else {
          steps.add(new Step(step.operator(), step.inputs().stream().map(values::get).toList()));
          values.add(steps.size());
        }
      }
      return new FoldedNetwork(List.copyOf(steps), weights);
    }

    private long readers(int value) {
      return network.steps().stream().filter(step -> step.inputs().contains(value)).count();
    }

    private boolean fold(BatchNorm norm, int place) {
      var before = steps.get(place);
      Operator folded =
          switch (before.operator()) {
            case Convolution c -> {
              rescale(norm, c.name(), c.hasBias());
              yield new Convolution(
                  c.name(),
                  c.inputs(),
                  c.outputs(),
                  c.kernel(),
                  c.stride(),
                  c.padding(),
                  c.groups(),
                  true);
            }
            case Linear linear -> {
              rescale(norm, linear.name(), linear.hasBias());
              yield new Linear(linear.name(), linear.inputs(), linear.outputs(), true);
            }
            default -> norm;
          };
      if (folded.equals(norm)) {
        return false;
      }
      steps.set(place, new Step(folded, before.inputs()));
      return true;
    }

    private void rescale(BatchNorm norm, String name, boolean hasBias) {
      var matrix = tensor(name + ".weight");
      float[] values = matrix.values().clone();
      var bias = new float[norm.channels()];
      int perChannel = values.length / norm.channels();
      for (int channel = 0; channel < bias.length; channel++) {
        double variance = number(norm.name() + ".running_var", channel);
        double factor =
            number(norm.name() + ".weight", channel) / Math.sqrt(variance + norm.epsilon());
        double before = hasBias ? number(name + ".bias", channel) : 0;
        double shift = norm.hasBias() ? number(norm.name() + ".bias", channel) : 0;
        double centred = before - number(norm.name() + ".running_mean", channel);
        bias[channel] = (float) (centred * factor + shift);
        for (int i = channel * perChannel; i < (channel + 1) * perChannel; i++) {
          values[i] = (float) (values[i] * factor);
        }
      }
      weights.put(name + ".weight", new WeightTensor(matrix.shape(), values));
      weights.put(name + ".bias", new WeightTensor(List.of((long) bias.length), bias));
    }

    private double number(String name, int place) {
      return tensor(name).values()[place];
    }

    private WeightTensor tensor(String name) {
      return Objects.requireNonNull(weights.get(name), name);
    }
  }
}
