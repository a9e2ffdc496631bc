package dev.eidetic.train.torch;

import dev.eidetic.encode.pooling.RegionGrid;
import dev.eidetic.train.network.Activation;
import dev.eidetic.train.network.Network;
import dev.eidetic.train.network.Operator;
import dev.eidetic.train.network.Operator.Activate;
import dev.eidetic.train.network.Operator.Add;
import dev.eidetic.train.network.Operator.AttentionPool;
import dev.eidetic.train.network.Operator.BatchNorm;
import dev.eidetic.train.network.Operator.Convolution;
import dev.eidetic.train.network.Operator.FirstToken;
import dev.eidetic.train.network.Operator.Flatten;
import dev.eidetic.train.network.Operator.Gate;
import dev.eidetic.train.network.Operator.GeneralizedMean;
import dev.eidetic.train.network.Operator.GlobalAverage;
import dev.eidetic.train.network.Operator.GlobalMaximum;
import dev.eidetic.train.network.Operator.LayerNorm;
import dev.eidetic.train.network.Operator.LayerScale;
import dev.eidetic.train.network.Operator.Linear;
import dev.eidetic.train.network.Operator.MaximumPool;
import dev.eidetic.train.network.Operator.MeanOfTokens;
import dev.eidetic.train.network.Operator.RegionalMaximum;
import dev.eidetic.train.network.Operator.SelfAttention;
import dev.eidetic.train.network.Operator.Tokens;
import dev.eidetic.train.network.Operator.UnitLength;
import dev.eidetic.train.network.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// Runs a network on libtorch. One thread at a time; the caller holds a `PointerScope`.
public final class TorchNetwork {

  private static final double BATCH_NORM_MOMENTUM = 0.1;
  private static final double SHORTEST = 1e-12;
  private static final long[] PLACES = {2, 3};

  private final Network network;
  private final NetworkState state;
  private final Arithmetic arithmetic;

  /// In single precision, or the precision of the state.
  ///
  /// @param state holds the network's parameters; others in it are left alone
  public TorchNetwork(Network network, NetworkState state) {
    this(network, state, Arithmetic.SINGLE);
  }

  /// @param state holds the network's parameters; others in it are left alone
  public TorchNetwork(Network network, NetworkState state, Arithmetic arithmetic) {
    this.network = network;
    this.state = state;
    this.arithmetic = arithmetic;
  }

  public Network network() {
    return network;
  }

  /// The last value for a batch.
  ///
  /// @param pictures `[N, 3, H, W]`; channels-last memory is faster
  /// @param isTraining whether batch normalization uses, and learns from, the batch
  public Tensor forward(Tensor pictures, boolean isTraining) {
    var values = new ArrayList<Tensor>();
    values.add(pictures);
    try (var _ = arithmetic.begin(pictures)) {
      for (var step : network.steps()) {
        values.add(run(step, values, isTraining));
      }
    }
    return arithmetic.exact(values.getLast());
  }

  private Tensor run(Step step, List<Tensor> values, boolean isTraining) {
    var input = values.get(step.inputs().getFirst());
    return switch (step.operator()) {
      case Convolution operator -> convolution(operator, input);
      case BatchNorm operator -> batchNorm(operator, input, isTraining);
      case Activate(Activation activation) -> activate(activation, input);
      case Add() -> input.add(values.get(step.inputs().get(1)));
      case Gate() -> input.mul(values.get(step.inputs().get(1)));
      case MaximumPool(int kernel, int stride, int padding) ->
          torch.max_pool2d(
              input, square(kernel), square(stride), square(padding), square(1), false);
      case GlobalAverage() -> mean(input);
      case GlobalMaximum() -> input.amax(PLACES, true);
      case GeneralizedMean operator -> generalizedMean(operator, input);
      case RegionalMaximum(int levels) -> regionalMaximum(levels, input);
      case AttentionPool operator -> attentionPool(operator, input);
      case Flatten() -> input.flatten(1, -1);
      case Linear operator -> linear(operator.name(), operator.hasBias(), input);
      case UnitLength() -> unitLength(arithmetic.exact(input));
      case LayerNorm operator -> layerNorm(operator, input);
      case Tokens operator -> tokens(operator, input);
      case SelfAttention operator -> selfAttention(operator, input);
      case LayerScale(String name, int _) -> input.mul(parameter(name + ".gamma"));
      case FirstToken() -> input.select(1, 0);
      case MeanOfTokens() -> input.narrow(1, 1, input.size(1) - 1).mean(1L);
    };
  }

  private Tensor convolution(Operator.Convolution operator, Tensor input) {
    return torch.conv2d(
        input,
        parameter(operator.name() + ".weight"),
        optional(operator.name() + ".bias", operator.hasBias()),
        square(operator.stride()),
        square(operator.padding()),
        square(1),
        operator.groups());
  }

  private Tensor batchNorm(Operator.BatchNorm operator, Tensor input, boolean isTraining) {
    return torch.batch_norm(
        input,
        optional(operator.name() + ".weight", true),
        optional(operator.name() + ".bias", operator.hasBias()),
        optional(operator.name() + ".running_mean", true),
        optional(operator.name() + ".running_var", true),
        isTraining,
        BATCH_NORM_MOMENTUM,
        operator.epsilon(),
        false);
  }

  private static Tensor activate(Activation activation, Tensor input) {
    return switch (activation) {
      case RELU -> torch.relu(input);
      case RELU6 -> torch.relu6(input);
      case SILU -> torch.silu(input);
      case HARD_SWISH -> torch.hardswish(input);
      case HARD_SIGMOID -> torch.hardsigmoid(input);
      case SIGMOID -> torch.sigmoid(input);
      case GELU -> torch.gelu(input);
    };
  }

  private static Tensor mean(Tensor input) {
    return torch.adaptive_avg_pool2d(input, 1, 1);
  }

  private Tensor generalizedMean(Operator.GeneralizedMean operator, Tensor input) {
    var exponent = parameter(operator.name() + ".p").reshape(1, -1, 1, 1);
    var powers =
        arithmetic.exact(input).clamp_min(Tensors.scalar(operator.epsilon())).pow(exponent);
    return mean(powers).pow(exponent.reciprocal());
  }

  private static Tensor regionalMaximum(int levels, Tensor input) {
    var regions =
        RegionGrid.of(Math.toIntExact(input.size(3)), Math.toIntExact(input.size(2)), levels);
    @Nullable Tensor sum = null;
    for (var region : regions) {
      var part =
          input.narrow(2, region.top(), region.height()).narrow(3, region.left(), region.width());
      var maxima = part.amax(PLACES, true);
      var length = maxima.mul(maxima).sum(new long[] {1}, true, new ScalarTypeOptional()).sqrt();
      var scaled = maxima.div(length.add(Tensors.scalar(RegionGrid.NORM_FLOOR)));
      sum = sum == null ? scaled : sum.add(scaled);
    }
    return Objects.requireNonNull(sum);
  }

  private Tensor attentionPool(Operator.AttentionPool operator, Tensor input) {
    var places = input.flatten(2, -1); // [N, C, HW]
    var query = parameter(operator.name() + ".query").reshape(1, 1, -1);
    var weights = torch.softmax(torch.matmul(query, places), -1); // [N, 1, HW]
    return places.mul(weights).sum(2L).reshape(input.size(0), input.size(1), 1, 1);
  }

  private Tensor linear(String name, boolean hasBias, Tensor input) {
    var weight = parameter(name + ".weight");
    var bias = optional(name + ".bias", hasBias);
    if (input.dim() > 2) {
      return torch.linear(input, weight, bias);
    }
    // One vector per picture: what it costs is nothing, and its digits are what we search by.
    try (var _ = arithmetic.pause(input)) {
      return torch.linear(arithmetic.exact(input), weight, bias);
    }
  }

  /// Divides vectors by their Euclidean length, at least 1e-12.
  ///
  /// @param input vectors along the last dimension
  public static Tensor unitLength(Tensor input) {
    var squares = input.mul(input).sum(new long[] {-1}, true, new ScalarTypeOptional());
    return input.div(squares.clamp_min(Tensors.scalar(SHORTEST * SHORTEST)).sqrt());
  }

  private Tensor layerNorm(Operator.LayerNorm operator, Tensor input) {
    return torch.layer_norm(
        input,
        new long[] {operator.width()},
        optional(operator.name() + ".weight", true),
        optional(operator.name() + ".bias", true),
        operator.epsilon(),
        false);
  }

  private Tensor tokens(Operator.Tokens operator, Tensor input) {
    var patches = input.flatten(2, -1).transpose(1, 2); // [N, hw, C]
    var first = parameter("cls_token").expand(input.size(0), 1, operator.width());
    return torch.cat(new TensorVector(first, patches), 1).add(parameter("pos_embed"));
  }

  private Tensor selfAttention(Operator.SelfAttention operator, Tensor input) {
    long count = input.size(0);
    long tokens = input.size(1);
    int heads = operator.heads();
    int perHead = operator.width() / heads;
    var all =
        linear(operator.name() + ".qkv", true, input)
            .reshape(count, tokens, 3, heads, perHead)
            .permute(2, 0, 3, 1, 4);
    var attended =
        torch.scaled_dot_product_attention(all.select(0, 0), all.select(0, 1), all.select(0, 2));
    return linear(
        operator.name() + ".proj",
        true,
        attended.transpose(1, 2).reshape(count, tokens, operator.width()));
  }

  private Tensor parameter(String name) {
    return state.tensor(name);
  }

  private TensorOptional optional(String name, boolean isThere) {
    return isThere ? new TensorOptional(parameter(name)) : new TensorOptional();
  }

  private static long[] square(int side) {
    return new long[] {side, side};
  }
}
