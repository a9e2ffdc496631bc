package dev.eidetic.train.torch;

import dev.eidetic.encode.pooling.RegionGrid;
import dev.eidetic.train.network.Activation;
import dev.eidetic.train.network.Network;
import dev.eidetic.train.network.Operator;
import dev.eidetic.train.network.Step;
import dev.eidetic.train.weights.WeightTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/// Computes a network for one picture by plain loops in double precision: the oracle.
final class PlainNetwork {

  private final Network network;
  private final Map<String, WeightTensor> weights;

  PlainNetwork(Network network, Map<String, WeightTensor> weights) {
    this.network = network;
    this.weights = weights;
  }

  /// Numbers of one picture, without the batch's dimension.
  record Value(int[] shape, double[] numbers) {

    static Value of(int... shape) {
      return new Value(shape, new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)]);
    }

    double at(int channel, int y, int x) {
      return numbers[(channel * shape[1] + y) * shape[2] + x];
    }

    void set(int channel, int y, int x, double number) {
      numbers[(channel * shape[1] + y) * shape[2] + x] = number;
    }

    Value map(DoubleUnaryOperator function) {
      return new Value(shape, Arrays.stream(numbers).map(function).toArray());
    }

    /// The numbers of one channel of a picture.
    double[] plane(int channel) {
      int area = shape[1] * shape[2];
      return Arrays.copyOfRange(numbers, channel * area, (channel + 1) * area);
    }

    /// One token, or the vector itself.
    double[] row(int row) {
      int width = shape[shape.length - 1];
      return Arrays.copyOfRange(numbers, row * width, (row + 1) * width);
    }

    int rows() {
      return numbers.length / shape[shape.length - 1];
    }
  }

  Value forward(Value picture) {
    var values = new ArrayList<Value>();
    values.add(picture);
    for (var step : network.steps()) {
      values.add(run(step, values));
    }
    return values.getLast();
  }

  private Value run(Step step, List<Value> values) {
    var input = values.get(step.inputs().getFirst());
    return switch (step.operator()) {
      case Operator.Convolution operator -> convolution(operator, input);
      case Operator.BatchNorm operator -> batchNorm(operator, input);
      case Operator.Activate(Activation activation) -> input.map(number -> of(activation, number));
      case Operator.Add() -> sum(input, values.get(step.inputs().get(1)));
      case Operator.Gate() -> gated(input, values.get(step.inputs().get(1)));
      case Operator.MaximumPool operator -> maximumPool(operator, input);
      case Operator.GlobalAverage() ->
          perChannel(input, channel -> Arrays.stream(input.plane(channel)).average().orElseThrow());
      case Operator.GlobalMaximum() ->
          perChannel(input, channel -> Arrays.stream(input.plane(channel)).max().orElseThrow());
      case Operator.GeneralizedMean operator -> generalizedMean(operator, input);
      case Operator.RegionalMaximum(int levels) -> regionalMaximum(levels, input);
      case Operator.AttentionPool operator -> attentionPool(operator, input);
      case Operator.Flatten() -> new Value(new int[] {input.shape()[0]}, input.numbers());
      case Operator.Linear operator -> linear(operator.name(), operator.hasBias(), input);
      case Operator.UnitLength() -> unit(input);
      case Operator.LayerNorm operator -> layerNorm(operator, input);
      case Operator.Tokens operator -> tokens(operator, input);
      case Operator.SelfAttention operator -> attention(operator, input);
      case Operator.LayerScale operator -> scaled(input, values(operator.name() + ".gamma"));
      case Operator.FirstToken() -> new Value(new int[] {input.shape()[1]}, input.row(0));
      case Operator.MeanOfTokens() -> meanOfTokens(input);
    };
  }

  private float[] values(String name) {
    return Objects.requireNonNull(weights.get(name), name).values();
  }

  private static double of(Activation activation, double x) {
    return switch (activation) {
      case RELU -> Math.max(0, x);
      case RELU6 -> Math.clamp(x, 0, 6);
      case SILU -> x / (1 + Math.exp(-x));
      case HARD_SWISH -> x * Math.clamp((x + 3) / 6, 0, 1);
      case HARD_SIGMOID -> Math.clamp((x + 3) / 6, 0, 1);
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case GELU -> x * normal(x);
    };
  }

  /// Standard normal distribution function by its density's integral from 0, Simpson's rule.
  private static double normal(double x) {
    int steps = 600; // good to 1e-10 for moderate x
    double width = x / steps;
    double sum = density(0) + density(x);
    for (int i = 1; i < steps; i++) {
      sum += (i % 2 == 0 ? 2 : 4) * density(i * width);
    }
    return 0.5 + sum * width / 3;
  }

  private static double density(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  private Value convolution(Operator.Convolution operator, Value input) {
    float[] kernel = values(operator.name() + ".weight");
    int side = operator.kernel();
    int height = (input.shape()[1] + 2 * operator.padding() - side) / operator.stride() + 1;
    int width = (input.shape()[2] + 2 * operator.padding() - side) / operator.stride() + 1;
    int inputsPerGroup = operator.inputs() / operator.groups();
    int outputsPerGroup = operator.outputs() / operator.groups();
    var output = Value.of(operator.outputs(), height, width);
    for (int out = 0; out < operator.outputs(); out++) {
      int firstInput = out / outputsPerGroup * inputsPerGroup;
      double bias = operator.hasBias() ? values(operator.name() + ".bias")[out] : 0;
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          double sum = bias;
          for (int in = 0; in < inputsPerGroup; in++) {
            for (int dy = 0; dy < side; dy++) {
              for (int dx = 0; dx < side; dx++) {
                int fromY = y * operator.stride() + dy - operator.padding();
                int fromX = x * operator.stride() + dx - operator.padding();
                if (fromY >= 0
                    && fromY < input.shape()[1]
                    && fromX >= 0
                    && fromX < input.shape()[2]) {
                  sum +=
                      kernel[((out * inputsPerGroup + in) * side + dy) * side + dx]
                          * input.at(firstInput + in, fromY, fromX);
                }
              }
            }
          }
          output.set(out, y, x, sum);
        }
      }
    }
    return output;
  }

  private Value batchNorm(Operator.BatchNorm operator, Value input) {
    float[] scale = values(operator.name() + ".weight");
    float[] mean = values(operator.name() + ".running_mean");
    float[] variance = values(operator.name() + ".running_var");
    int area = input.numbers().length / operator.channels();
    var output = input.numbers().clone();
    for (int i = 0; i < output.length; i++) {
      int channel = i / area;
      double shift = operator.hasBias() ? values(operator.name() + ".bias")[channel] : 0;
      double deviation = Math.sqrt(variance[channel] + operator.epsilon());
      output[i] = (output[i] - mean[channel]) / deviation * scale[channel] + shift;
    }
    return new Value(input.shape(), output);
  }

  private static Value sum(Value a, Value b) {
    var sum = a.numbers().clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b.numbers()[i];
    }
    return new Value(a.shape(), sum);
  }

  private static Value gated(Value input, Value gates) {
    int area = input.shape()[1] * input.shape()[2];
    var output = input.numbers().clone();
    for (int i = 0; i < output.length; i++) {
      output[i] *= gates.numbers()[i / area];
    }
    return new Value(input.shape(), output);
  }

  private static Value maximumPool(Operator.MaximumPool operator, Value input) {
    int side = operator.kernel();
    int height = (input.shape()[1] + 2 * operator.padding() - side) / operator.stride() + 1;
    int width = (input.shape()[2] + 2 * operator.padding() - side) / operator.stride() + 1;
    var output = Value.of(input.shape()[0], height, width);
    for (int channel = 0; channel < input.shape()[0]; channel++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int top = y * operator.stride() - operator.padding();
          int left = x * operator.stride() - operator.padding();
          double best = Double.NEGATIVE_INFINITY;
          for (int fromY = Math.max(0, top);
              fromY < Math.min(input.shape()[1], top + side);
              fromY++) {
            for (int fromX = Math.max(0, left);
                fromX < Math.min(input.shape()[2], left + side);
                fromX++) {
              best = Math.max(best, input.at(channel, fromY, fromX));
            }
          }
          output.set(channel, y, x, best);
        }
      }
    }
    return output;
  }

  private interface ChannelNumber {
    double of(int channel);
  }

  private static Value perChannel(Value input, ChannelNumber number) {
    var output = Value.of(input.shape()[0], 1, 1);
    for (int channel = 0; channel < input.shape()[0]; channel++) {
      output.set(channel, 0, 0, number.of(channel));
    }
    return output;
  }

  private Value generalizedMean(Operator.GeneralizedMean operator, Value input) {
    float[] exponents = values(operator.name() + ".p");
    return perChannel(
        input,
        channel -> {
          double p = exponents[operator.exponents() == 1 ? 0 : channel];
          double mean =
              Arrays.stream(input.plane(channel))
                  .map(number -> Math.pow(Math.max(number, operator.epsilon()), p))
                  .average()
                  .orElseThrow();
          return Math.pow(mean, 1 / p);
        });
  }

  private static Value regionalMaximum(int levels, Value input) {
    var sum = Value.of(input.shape()[0], 1, 1);
    for (var region : RegionGrid.of(input.shape()[2], input.shape()[1], levels)) {
      var maxima =
          perChannel(
              input,
              channel -> {
                double best = Double.NEGATIVE_INFINITY;
                for (int y = region.top(); y < region.top() + region.height(); y++) {
                  for (int x = region.left(); x < region.left() + region.width(); x++) {
                    best = Math.max(best, input.at(channel, y, x));
                  }
                }
                return best;
              });
      double length = length(maxima.numbers()) + RegionGrid.NORM_FLOOR;
      for (int i = 0; i < sum.numbers().length; i++) {
        sum.numbers()[i] += maxima.numbers()[i] / length;
      }
    }
    return sum;
  }

  private Value attentionPool(Operator.AttentionPool operator, Value input) {
    float[] query = values(operator.name() + ".query");
    int area = input.shape()[1] * input.shape()[2];
    var scores = new double[area];
    for (int place = 0; place < area; place++) {
      for (int channel = 0; channel < query.length; channel++) {
        scores[place] += query[channel] * input.numbers()[channel * area + place];
      }
    }
    double[] shares = softmax(scores);
    return perChannel(input, channel -> dot(shares, input.plane(channel)));
  }

  private Value linear(String name, boolean hasBias, Value input) {
    float[] matrix = values(name + ".weight");
    int inputs = input.shape()[input.shape().length - 1];
    int outputs = matrix.length / inputs;
    var shape = input.shape().clone();
    shape[shape.length - 1] = outputs;
    var output = Value.of(shape);
    for (int row = 0; row < input.rows(); row++) {
      double[] numbers = input.row(row);
      for (int out = 0; out < outputs; out++) {
        double sum = hasBias ? values(name + ".bias")[out] : 0;
        for (int in = 0; in < inputs; in++) {
          sum += matrix[out * inputs + in] * numbers[in];
        }
        output.numbers()[row * outputs + out] = sum;
      }
    }
    return output;
  }

  private static Value unit(Value input) {
    double length = length(input.numbers());
    return input.map(number -> number / length);
  }

  private Value layerNorm(Operator.LayerNorm operator, Value input) {
    float[] scale = values(operator.name() + ".weight");
    float[] shift = values(operator.name() + ".bias");
    var output = Value.of(input.shape());
    for (int row = 0; row < input.rows(); row++) {
      double[] numbers = input.row(row);
      double mean = Arrays.stream(numbers).average().orElseThrow();
      double variance =
          Arrays.stream(numbers).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
      for (int i = 0; i < numbers.length; i++) {
        output.numbers()[row * numbers.length + i] =
            (numbers[i] - mean) / Math.sqrt(variance + operator.epsilon()) * scale[i] + shift[i];
      }
    }
    return output;
  }

  private Value tokens(Operator.Tokens operator, Value input) {
    int width = operator.width();
    int area = input.shape()[1] * input.shape()[2];
    float[] first = values("cls_token");
    float[] positions = values("pos_embed");
    var output = Value.of(1 + area, width);
    for (int token = 0; token <= area; token++) {
      for (int channel = 0; channel < width; channel++) {
        double number = token == 0 ? first[channel] : input.numbers()[channel * area + token - 1];
        output.numbers()[token * width + channel] = number + positions[token * width + channel];
      }
    }
    return output;
  }

  private Value attention(Operator.SelfAttention operator, Value input) {
    int width = operator.width();
    int perHead = width / operator.heads();
    var all = linear(operator.name() + ".qkv", true, input);
    int tokens = input.rows();
    var attended = Value.of(tokens, width);
    for (int head = 0; head < operator.heads(); head++) {
      for (int token = 0; token < tokens; token++) {
        double[] query = part(all, token, head * perHead, perHead);
        var scores = new double[tokens];
        for (int other = 0; other < tokens; other++) {
          double[] key = part(all, other, width + head * perHead, perHead);
          scores[other] = dot(query, key) / Math.sqrt(perHead);
        }
        double[] shares = softmax(scores);
        for (int other = 0; other < tokens; other++) {
          double[] value = part(all, other, 2 * width + head * perHead, perHead);
          for (int i = 0; i < perHead; i++) {
            attended.numbers()[token * width + head * perHead + i] += shares[other] * value[i];
          }
        }
      }
    }
    return linear(operator.name() + ".proj", true, attended);
  }

  private static double[] part(Value tokens, int token, int start, int length) {
    return Arrays.copyOfRange(tokens.row(token), start, start + length);
  }

  private static Value scaled(Value input, float[] factors) {
    var output = input.numbers().clone();
    for (int i = 0; i < output.length; i++) {
      output[i] *= factors[i % factors.length];
    }
    return new Value(input.shape(), output);
  }

  private static Value meanOfTokens(Value input) {
    var mean = Value.of(input.shape()[1]);
    for (int token = 1; token < input.rows(); token++) {
      double[] numbers = input.row(token);
      for (int i = 0; i < numbers.length; i++) {
        mean.numbers()[i] += numbers[i] / (input.rows() - 1);
      }
    }
    return mean;
  }

  private static double[] softmax(double[] scores) {
    double greatest = Arrays.stream(scores).max().orElseThrow();
    double[] powers = Arrays.stream(scores).map(score -> Math.exp(score - greatest)).toArray();
    double sum = Arrays.stream(powers).sum();
    return Arrays.stream(powers).map(power -> power / sum).toArray();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double length(double[] numbers) {
    return Math.sqrt(dot(numbers, numbers));
  }
}
