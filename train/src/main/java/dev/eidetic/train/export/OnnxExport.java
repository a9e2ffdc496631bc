package dev.eidetic.train.export;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.pooling.RegionGrid;
import dev.eidetic.train.export.OnnxGraph.Attribute;
import dev.eidetic.train.export.OnnxGraph.Port;
import dev.eidetic.train.export.OnnxGraph.Side;
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
import dev.eidetic.train.weights.WeightTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Writes an embedding network as ONNX, batch normalization folded.
///
/// Input `pixels`, `[N, 3, H, W]`; output `embedding`, `[N, D]`. `N` is free; height and width are,
/// too, but for transformers and R-MAC, whose graphs are for one side.
public final class OnnxExport {

  static final String INPUT = "pixels";
  static final String OUTPUT = "embedding";

  private final OnnxGraph graph;
  private final Map<String, WeightTensor> weights;

  /// Sides of each value, where known; those of vectors have no meaning.
  private final List<Integer> sides = new ArrayList<>();

  private OnnxExport(OnnxGraph graph, Map<String, WeightTensor> weights) {
    this.graph = graph;
    this.weights = weights;
  }

  /// How weights are kept.
  public enum Precision {
    /// 32-bit floats.
    FP32,
    /// 16-bit floats, widened when the model is loaded: half the file, the same speed.
    FP16
  }

  /// @param network that gives vectors
  /// @param weights of all its parameters
  /// @param side of the pictures, in pixels
  /// @return a whole ONNX file
  public static byte[] bytes(
      Network network, Map<String, WeightTensor> weights, int side, Precision precision) {
    require(
        network.output() == Network.Shape.VECTORS,
        "network %s gives %s; put a head on it before it is exported",
        network.name(),
        network.output());
    var folded = FoldedNetwork.of(network, weights);
    var export = new OnnxExport(new OnnxGraph(precision == Precision.FP16), folded.weights());
    return export.write(network, folded.steps(), side);
  }

  /// Writes a network that takes rows of numbers instead of pictures: input `tokens`, `[N, rows,
  /// numbers]`, output `logit`, `[N, W]`.
  ///
  /// @param network that gives vectors of W numbers
  /// @param weights of all its parameters
  /// @param notes for readers, by key
  /// @return a whole ONNX file
  public static byte[] ofTokens(
      Network network,
      Map<String, WeightTensor> weights,
      int rows,
      int numbers,
      Map<String, String> notes) {
    var export = new OnnxExport(new OnnxGraph(false), weights);
    export.writeNodes(network.steps(), "tokens", 1, "logit");
    var batch = new Side.Free("batch");
    return export.graph.bytes(
        network.name(),
        new Port("tokens", List.of(batch, new Side.Fixed(rows), new Side.Fixed(numbers))),
        new Port("logit", List.of(batch, new Side.Fixed(network.width()))),
        notes);
  }

  private void writeNodes(List<Step> steps, String input, int side, String output) {
    var values = new ArrayList<>(List.of(input));
    sides.add(side);
    for (var step : steps) {
      var inputs = step.inputs().stream().map(values::get).toList();
      int inputSide = sides.get(step.inputs().getFirst());
      sides.add(sideAfter(step.operator(), inputSide));
      values.add(node(step.operator(), inputs, inputSide));
    }
    graph.node("Identity", List.of(values.getLast()), output);
  }

  private byte[] write(Network network, List<Step> steps, int side) {
    writeNodes(steps, INPUT, side, OUTPUT);
    boolean isFixed =
        steps.stream()
            .anyMatch(
                step ->
                    step.operator() instanceof Tokens
                        || step.operator() instanceof RegionalMaximum);
    Side height = isFixed ? new Side.Fixed(side) : new Side.Free("height");
    Side width = isFixed ? new Side.Fixed(side) : new Side.Free("width");
    var batch = new Side.Free("batch");
    return graph.bytes(
        network.name(),
        new Port(INPUT, List.of(batch, new Side.Fixed(3), height, width)),
        new Port(OUTPUT, List.of(batch, new Side.Fixed(network.width()))),
        Map.of("network", network.name(), "side", String.valueOf(side)));
  }

  private static int sideAfter(Operator operator, int side) {
    return switch (operator) {
      case Convolution c -> (side + 2 * c.padding() - c.kernel()) / c.stride() + 1;
      case MaximumPool(int kernel, int stride, int padding) ->
          (side + 2 * padding - kernel) / stride + 1;
      default -> side;
    };
  }

  private String node(Operator operator, List<String> inputs, int side) {
    String input = inputs.getFirst();
    return switch (operator) {
      case Convolution convolution -> convolution(convolution, input);
      case BatchNorm norm -> batchNorm(norm, input);
      case Activate(Activation activation) -> activate(activation, input);
      case Add() -> graph.node("Add", inputs);
      case Gate() -> graph.node("Mul", inputs);
      case MaximumPool(int kernel, int stride, int padding) ->
          graph.node(
              "MaxPool",
              inputs,
              Attribute.numbers("kernel_shape", kernel, kernel),
              Attribute.numbers("strides", stride, stride),
              Attribute.numbers("pads", padding, padding, padding, padding));
      case GlobalAverage() -> graph.node("GlobalAveragePool", inputs);
      case GlobalMaximum() -> graph.node("GlobalMaxPool", inputs);
      case GeneralizedMean mean -> generalizedMean(mean, input);
      case RegionalMaximum(int levels) -> regionalMaximum(levels, input, side);
      case AttentionPool pool -> attentionPool(pool, input);
      case Flatten() -> graph.node("Flatten", inputs, Attribute.number("axis", 1));
      case Linear linear -> linear(linear.name(), linear.hasBias(), input);
      case UnitLength() ->
          graph.node(
              "LpNormalization", inputs, Attribute.number("axis", -1), Attribute.number("p", 2));
      case LayerNorm norm ->
          graph.node(
              "LayerNormalization",
              List.of(input, weights(norm.name() + ".weight"), weights(norm.name() + ".bias")),
              Attribute.number("axis", -1),
              Attribute.real("epsilon", norm.epsilon()));
      case Tokens tokens -> tokens(tokens, input);
      case SelfAttention attention -> selfAttention(attention, input);
      case LayerScale(String name, int _) ->
          graph.node("Mul", List.of(input, weights(name + ".gamma")));
      case FirstToken() ->
          graph.node("Gather", List.of(input, graph.index(0)), Attribute.number("axis", 1));
      case MeanOfTokens() -> meanOfTokens(input);
    };
  }

  private String convolution(Convolution operator, String input) {
    var inputs = new ArrayList<>(List.of(input, weights(operator.name() + ".weight")));
    if (operator.hasBias()) {
      inputs.add(weights(operator.name() + ".bias"));
    }
    int padding = operator.padding();
    return graph.node(
        "Conv",
        inputs,
        Attribute.numbers("kernel_shape", operator.kernel(), operator.kernel()),
        Attribute.numbers("strides", operator.stride(), operator.stride()),
        Attribute.numbers("pads", padding, padding, padding, padding),
        Attribute.number("group", operator.groups()));
  }

  private String batchNorm(BatchNorm norm, String input) {
    String shift =
        norm.hasBias()
            ? weights(norm.name() + ".bias")
            : graph.constant(new float[norm.channels()]);
    return graph.node(
        "BatchNormalization",
        List.of(
            input,
            weights(norm.name() + ".weight"),
            shift,
            weights(norm.name() + ".running_mean"),
            weights(norm.name() + ".running_var")),
        Attribute.real("epsilon", norm.epsilon()));
  }

  private String activate(Activation activation, String input) {
    return switch (activation) {
      case RELU -> graph.node("Relu", List.of(input));
      case RELU6 -> graph.node("Clip", List.of(input, scalar(0), scalar(6)));
      case SILU -> graph.node("Mul", List.of(input, graph.node("Sigmoid", List.of(input))));
      case HARD_SWISH -> graph.node("HardSwish", List.of(input));
      case HARD_SIGMOID ->
          graph.node(
              "HardSigmoid",
              List.of(input),
              Attribute.real("alpha", 1.0 / 6),
              Attribute.real("beta", 0.5));
      case SIGMOID -> graph.node("Sigmoid", List.of(input));
      case GELU -> {
        String scaled = graph.node("Mul", List.of(input, graph.constant((float) Math.sqrt(0.5))));
        String share =
            graph.node("Add", List.of(graph.node("Erf", List.of(scaled)), graph.constant(1)));
        String half = graph.node("Mul", List.of(input, graph.constant(0.5f)));
        yield graph.node("Mul", List.of(half, share));
      }
    };
  }

  /// A number without dimensions.
  private String scalar(float value) {
    return graph.node("Squeeze", List.of(graph.constant(value), graph.numbers(0)));
  }

  private String generalizedMean(GeneralizedMean operator, String input) {
    float[] exponents = tensor(operator.name() + ".p").values();
    var inverse = new float[exponents.length];
    for (int i = 0; i < inverse.length; i++) {
      inverse[i] = 1 / exponents[i];
    }
    var shape = List.of(1L, (long) exponents.length, 1L, 1L);
    String lifted = graph.node("Clip", List.of(input, scalar((float) operator.epsilon())));
    String power = graph.weights(operator.name() + ".p", new WeightTensor(shape, exponents));
    String root = graph.weights(operator.name() + ".inverse", new WeightTensor(shape, inverse));
    String mean =
        graph.node("GlobalAveragePool", List.of(graph.node("Pow", List.of(lifted, power))));
    return graph.node("Pow", List.of(mean, root));
  }

  private String regionalMaximum(int levels, String input, int side) {
    String sum = "";
    for (var region : RegionGrid.of(side, side, levels)) {
      String part =
          graph.node(
              "Slice",
              List.of(
                  input,
                  graph.numbers(region.top(), region.left()),
                  graph.numbers(
                      region.top() + region.height(), (long) region.left() + region.width()),
                  graph.numbers(2, 3)));
      String maxima = graph.node("GlobalMaxPool", List.of(part));
      String length =
          graph.node(
              "ReduceL2",
              List.of(maxima),
              Attribute.numbers("axes", 1),
              Attribute.number("keepdims", 1));
      String floor = graph.constant((float) RegionGrid.NORM_FLOOR);
      String scaled = graph.node("Div", List.of(maxima, graph.node("Add", List.of(length, floor))));
      sum = sum.isEmpty() ? scaled : graph.node("Add", List.of(sum, scaled));
    }
    return sum;
  }

  private String attentionPool(AttentionPool pool, String input) {
    String places = graph.node("Reshape", List.of(input, graph.numbers(0, pool.channels(), -1)));
    var query = tensor(pool.name() + ".query");
    String asRow =
        graph.weights(
            pool.name() + ".query",
            new WeightTensor(List.of(1L, 1L, (long) pool.channels()), query.values()));
    String shares =
        graph.node(
            "Softmax",
            List.of(graph.node("MatMul", List.of(asRow, places))),
            Attribute.number("axis", -1));
    return graph.node(
        "ReduceSum",
        List.of(graph.node("Mul", List.of(places, shares)), graph.numbers(2)),
        Attribute.number("keepdims", 0));
  }

  private String linear(String name, boolean hasBias, String input) {
    var matrix = tensor(name + ".weight");
    int outputs = Math.toIntExact(matrix.shape().get(0));
    int inputs = Math.toIntExact(matrix.shape().get(1));
    var transposed = new float[matrix.values().length];
    for (int i = 0; i < transposed.length; i++) {
      transposed[i] = matrix.values()[i % outputs * inputs + i / outputs];
    }
    String weight =
        graph.weights(
            name + ".weight", new WeightTensor(List.of((long) inputs, (long) outputs), transposed));
    String product = graph.node("MatMul", List.of(input, weight));
    return hasBias ? graph.node("Add", List.of(product, weights(name + ".bias"))) : product;
  }

  private String tokens(Tokens operator, String input) {
    int width = operator.width();
    String places = graph.node("Reshape", List.of(input, graph.numbers(0, width, -1)));
    String patches = graph.node("Transpose", List.of(places), Attribute.numbers("perm", 0, 2, 1));
    String batch =
        graph.node(
            "Shape", List.of(patches), Attribute.number("start", 0), Attribute.number("end", 1));
    String shape =
        graph.node("Concat", List.of(batch, graph.numbers(1, width)), Attribute.number("axis", 0));
    String first = graph.node("Expand", List.of(weights("cls_token"), shape));
    String all = graph.node("Concat", List.of(first, patches), Attribute.number("axis", 1));
    return graph.node("Add", List.of(all, weights("pos_embed")));
  }

  private String selfAttention(SelfAttention operator, String input) {
    int perHead = operator.width() / operator.heads();
    String all =
        graph.node(
            "Reshape",
            List.of(
                linear(operator.name() + ".qkv", true, input),
                graph.numbers(0, 0, 3, operator.heads(), perHead)));
    String parts = graph.node("Transpose", List.of(all), Attribute.numbers("perm", 2, 0, 3, 1, 4));
    String query = part(parts, 0);
    String key =
        graph.node("Transpose", List.of(part(parts, 1)), Attribute.numbers("perm", 0, 1, 3, 2));
    String scaled =
        graph.node("Mul", List.of(query, graph.constant((float) (1 / Math.sqrt(perHead)))));
    String shares =
        graph.node(
            "Softmax",
            List.of(graph.node("MatMul", List.of(scaled, key))),
            Attribute.number("axis", -1));
    String attended =
        graph.node(
            "Transpose",
            List.of(graph.node("MatMul", List.of(shares, part(parts, 2)))),
            Attribute.numbers("perm", 0, 2, 1, 3));
    String joined = graph.node("Reshape", List.of(attended, graph.numbers(0, 0, operator.width())));
    return linear(operator.name() + ".proj", true, joined);
  }

  private String part(String parts, int place) {
    return graph.node("Gather", List.of(parts, graph.index(place)), Attribute.number("axis", 0));
  }

  private String meanOfTokens(String input) {
    String patches =
        graph.node(
            "Slice",
            List.of(input, graph.numbers(1), graph.numbers(Long.MAX_VALUE), graph.numbers(1)));
    return graph.node(
        "ReduceMean",
        List.of(patches),
        Attribute.numbers("axes", 1),
        Attribute.number("keepdims", 0));
  }

  private String weights(String name) {
    return graph.weights(name, tensor(name));
  }

  private WeightTensor tensor(String name) {
    return Objects.requireNonNull(weights.get(name), name);
  }
}
