package dev.eidetic.train.network;

import dev.eidetic.train.network.Parameter.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Puts steps together. Methods add one step, or the few that always go together, and return the
/// number of the value made; parameters begin as timm begins them.
public final class NetworkBuilder {

  /// The picture, `[N, 3, H, W]`.
  public static final int INPUT = 0;

  /// Deviation of a standard normal number that is cut off at two deviations.
  private static final double CUT_NORMAL = 0.8796256610342398;

  private final List<Step> steps = new ArrayList<>();
  private final List<Parameter> parameters = new ArrayList<>();

  /// Starts with nothing.
  public NetworkBuilder() {}

  /// Starts with all that a network has.
  static NetworkBuilder after(Network network) {
    var builder = new NetworkBuilder();
    builder.steps.addAll(network.steps());
    builder.parameters.addAll(network.parameters());
    return builder;
  }

  Network build(String name, int width, Network.Shape output, List<String> ignored) {
    return new Network(name, steps, parameters, width, output, ignored);
  }

  /// The number of the last value.
  int last() {
    return steps.size();
  }

  int add(Operator operator, Integer... inputs) {
    steps.add(new Step(operator, List.of(inputs)));
    return steps.size();
  }

  /// Weights begin with the deviation `sqrt(2 / (k * k * out / groups))`: He et al., 2015,
  /// <https://arxiv.org/abs/1502.01852>, by outputs.
  int convolution(int input, Operator.Convolution operator) {
    long perGroup = operator.inputs() / operator.groups();
    double fan = (double) operator.kernel() * operator.kernel() * operator.outputs();
    weight(
        operator.name() + ".weight",
        Math.sqrt(2 * operator.groups() / fan),
        operator.outputs(),
        perGroup,
        operator.kernel(),
        operator.kernel());
    if (operator.hasBias()) {
      constant(operator.name() + ".bias", 0, operator.outputs());
    }
    return add(operator, input);
  }

  /// @param scale what the factors begin as: 0 lets a residual branch begin as nothing
  int batchNorm(int input, Operator.BatchNorm operator, float scale) {
    constant(operator.name() + ".weight", scale, operator.channels());
    if (operator.hasBias()) {
      constant(operator.name() + ".bias", 0, operator.channels());
    }
    statistic(operator.name() + ".running_mean", 0, operator.channels());
    statistic(operator.name() + ".running_var", 1, operator.channels());
    return add(operator, input);
  }

  int activate(int input, Activation activation) {
    return add(new Operator.Activate(activation), input);
  }

  /// @param deviation of the weights at the beginning
  int linear(int input, Operator.Linear operator, double deviation) {
    weight(operator.name() + ".weight", deviation, operator.outputs(), operator.inputs());
    if (operator.hasBias()) {
      constant(operator.name() + ".bias", 0, operator.outputs());
    }
    return add(operator, input);
  }

  int layerNorm(int input, String name, int width) {
    constant(name + ".weight", 1, width);
    constant(name + ".bias", 0, width);
    return add(new Operator.LayerNorm(name, width, 1e-6), input);
  }

  int selfAttention(int input, Operator.SelfAttention operator) {
    int width = operator.width();
    weight(operator.name() + ".qkv.weight", 0.02, 3L * width, width);
    constant(operator.name() + ".qkv.bias", 0, 3L * width);
    weight(operator.name() + ".proj.weight", 0.02, width, width);
    constant(operator.name() + ".proj.bias", 0, width);
    return add(operator, input);
  }

  int layerScale(int input, String name, int width) {
    constant(name + ".gamma", 1, width);
    return add(new Operator.LayerScale(name, width), input);
  }

  int tokens(int input, Operator.Tokens operator) {
    normal("cls_token", Role.UNDECAYED, 1e-6, 1L, 1L, operator.width());
    normal("pos_embed", Role.UNDECAYED, 0.02, 1L, operator.count(), operator.width());
    return add(operator, input);
  }

  int generalizedMean(int input, Operator.GeneralizedMean operator, float exponent) {
    constant(operator.name() + ".p", exponent, operator.exponents());
    return add(operator, input);
  }

  int attentionPool(int input, Operator.AttentionPool operator) {
    normal(operator.name() + ".query", Role.WEIGHT, 0.02, operator.channels());
    return add(operator, input);
  }

  private void weight(String name, double deviation, long... shape) {
    normal(name, Role.WEIGHT, deviation, shape);
  }

  private void normal(String name, Role role, double deviation, long... shape) {
    parameters.add(
        new Parameter(name, listed(shape), new Initial.Normal(deviation / CUT_NORMAL), role));
  }

  private void constant(String name, float value, long... shape) {
    parameters.add(new Parameter(name, listed(shape), new Initial.Constant(value), Role.UNDECAYED));
  }

  private void statistic(String name, float value, long... shape) {
    parameters.add(new Parameter(name, listed(shape), new Initial.Constant(value), Role.STATISTIC));
  }

  private static List<Long> listed(long... shape) {
    return Arrays.stream(shape).boxed().toList();
  }
}
