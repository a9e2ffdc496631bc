package dev.eidetic.rerank.cross;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.local.Descriptors;
import dev.eidetic.encode.local.FeatureCodec;
import dev.eidetic.encode.onnx.OnnxArray;
import dev.eidetic.encode.onnx.OnnxGraph;
import dev.eidetic.encode.onnx.TensorPort;
import dev.eidetic.rerank.TimeBudget;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A transformer over the descriptors of both pictures, in the shapes of Reranking Transformers
/// (Tan et al., 2021) and AMES (Suma et al., 2024).
///
/// For the query (`src_`) and the hit (`tgt_`) the graph has inputs `local` `[N, L, D]`
/// (descriptors) and `mask` `[N, L]` (true where there is none), and perhaps `global` `[N, G]` (the
/// picture's vector), `scales` `[N, L]` (number of DELG's scale) and `positions` `[N, L, 2]`
/// (shares of width and height); its one output has a number per pair. Where `L` is open, it is the
/// number of features.
final class TokenCrossEncoder implements CrossEncoder {

  static final String QUERY = "src_";
  static final String HIT = "tgt_";

  private static final String LOCAL = "local";
  private static final String MASK = "mask";
  private static final String GLOBAL = "global";
  private static final String SCALES = "scales";
  private static final String POSITIONS = "positions";
  private static final Set<String> PARTS = Set.of(LOCAL, MASK, GLOBAL, SCALES, POSITIONS);

  /// Descriptors of a picture that a graph without a limit of its own gets, RRT's number.
  private static final int MOST = 500;

  /// Five layers of AMES's width over twice 500 descriptors.
  private static final double WORK = 1e9;

  private final OnnxGraph graph;
  private final String output;
  private final Map<String, TensorPort> ports;

  /// @param graph closed with this
  /// @throws IOException if it has other inputs
  TokenCrossEncoder(OnnxGraph graph) throws IOException {
    this.graph = graph;
    output = Logits.port(graph);
    ports = graph.inputs().stream().collect(Collectors.toMap(TensorPort::name, port -> port));
    for (String side : List.of(QUERY, HIT)) {
      if (!ports.containsKey(side + LOCAL) || !ports.containsKey(side + MASK)) {
        throw unfit("%s and %s are missing".formatted(side + LOCAL, side + MASK));
      }
    }
    for (var port : graph.inputs()) {
      String name = port.name();
      boolean isKnown =
          (name.startsWith(QUERY) || name.startsWith(HIT))
              && PARTS.contains(name.substring(QUERY.length()));
      if (!isKnown) {
        throw unfit("%s is not known".formatted(name));
      }
      int sides = name.endsWith(LOCAL) || name.endsWith(POSITIONS) ? 3 : 2;
      if (port.shape().size() != sides) {
        throw unfit("%s must have %d dimensions".formatted(name, sides));
      }
    }
  }

  private IOException unfit(String why) {
    return new IOException(
        "model \"%s\" has inputs %s: %s; a cross-encoder takes src_local, src_mask, tgt_local, tgt_mask and perhaps global, scales and positions of both"
            .formatted(graph.name(), TensorPort.listed(graph.inputs()), why));
  }

  @Override
  public String name() {
    return graph.name();
  }

  @Override
  public double work() {
    return WORK;
  }

  @Override
  public Optional<float[]> logits(Picture query, List<Picture> hits, TimeBudget budget) {
    var logits = new float[hits.size()];
    var ofQuery = new HashMap<String, OnnxArray>();
    give(QUERY, query, ofQuery);
    for (int i = 0; i < logits.length; i++) { // one by one: pairs have different numbers of tokens
      if (budget.isSpent()) {
        return Optional.empty();
      }
      var given = new HashMap<>(ofQuery);
      give(HIT, hits.get(i), given);
      logits[i] = Logits.of(graph, graph.run(given, Set.of(output)), output, 1)[0];
    }
    return Optional.of(logits);
  }

  private void give(String side, Picture picture, Map<String, OnnxArray> given) {
    var descriptors = FeatureCodec.restore(picture.features());
    var local = port(side + LOCAL);
    long wanted = local.shape().get(2);
    require(
        wanted < 0 || wanted == descriptors.dimension() || descriptors.count() == 0,
        "model \"%s\" takes descriptors of %d numbers; those of kind %s have %d",
        graph.name(),
        wanted,
        picture.features().kind(),
        descriptors.dimension());
    int dimension = wanted < 0 ? descriptors.dimension() : Math.toIntExact(wanted);
    long places = local.shape().get(1);
    int count = Math.min(descriptors.count(), places < 0 ? MOST : Math.toIntExact(places));
    int length = places < 0 ? Math.max(1, count) : Math.toIntExact(places);
    given.put(side + LOCAL, local(descriptors, count, length, dimension));
    given.put(side + MASK, mask(count, length));
    if (ports.containsKey(side + GLOBAL)) {
      given.put(side + GLOBAL, global(side, picture.vector()));
    }
    if (ports.containsKey(side + SCALES)) {
      given.put(side + SCALES, DelgScales.of(picture.features().points(), count, length));
    }
    if (ports.containsKey(side + POSITIONS)) {
      given.put(side + POSITIONS, positions(picture, count, length));
    }
  }

  private TensorPort port(String name) {
    return Objects.requireNonNull(ports.get(name), name);
  }

  private static OnnxArray local(Descriptors.Floats rows, int count, int length, int dimension) {
    var input = new GraphInput(1, length, dimension);
    input.set(0, rows.rows(), 0, count * dimension);
    return input.array();
  }

  private static OnnxArray mask(int count, int length) {
    var input = new GraphInput(1, length);
    for (int i = count; i < length; i++) {
      input.set(i, 1);
    }
    return input.array();
  }

  private OnnxArray global(String side, float[] vector) {
    long wanted = port(side + GLOBAL).shape().get(1);
    require(
        wanted < 0 || wanted == vector.length,
        "model \"%s\" takes vectors of %d numbers; the encoder gives %d",
        graph.name(),
        wanted,
        vector.length);
    var input = new GraphInput(1, vector.length);
    input.add(vector);
    return input.array();
  }

  private static OnnxArray positions(Picture picture, int count, int length) {
    var input = new GraphInput(1, length, 2);
    var points = picture.features().points();
    for (int i = 0; i < count; i++) {
      input.set(2 * i, points.x(i) / picture.features().width());
      input.set(2 * i + 1, points.y(i) / picture.features().height());
    }
    return input.array();
  }

  @Override
  public void close() {
    graph.close();
  }
}
