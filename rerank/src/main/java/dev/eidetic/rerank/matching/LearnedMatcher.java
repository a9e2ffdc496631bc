package dev.eidetic.rerank.matching;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.EncodingException;
import dev.eidetic.encode.local.Descriptors;
import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.encode.onnx.OnnxArray;
import dev.eidetic.encode.onnx.OnnxGraph;
import dev.eidetic.encode.onnx.TensorPort;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Matches features by a graph that sees all of both pictures at once, such as LightGlue.
///
/// The graph has inputs `kpts0` and `kpts1` `[1, N, 2]`, `desc0` and `desc1` `[1, N, D]`, and
/// outputs whose names contain `matches` `[M, 2]` (a feature of each) and `scores` `[M]` (how sure,
/// 0 to 1). Points are given from the picture's middle, in halves of its longer side. Features must
/// be fresh, as an extractor gives them: codes have left the space that the graph was trained in.
/// Slow beside [NearestMatcher], some 40 ms for 500 features on one core. Any number of threads may
/// match at once.
///
/// Source: Lindenberger et al., LightGlue, 2023; the layout is that of the common exports.
public final class LearnedMatcher implements FeatureMatcher, AutoCloseable {

  /// What LightGlue itself asks for.
  private static final float LEAST_SCORE = 0.1f;

  private final OnnxGraph graph;
  private final String matches;
  private final String scores;

  private LearnedMatcher(OnnxGraph graph) throws IOException {
    this.graph = graph;
    var names = graph.inputs().stream().map(TensorPort::name).toList();
    var matchPort = output("match");
    var scorePort = output("score");
    if (!Set.copyOf(names).equals(Set.of("kpts0", "kpts1", "desc0", "desc1"))
        || matchPort.isEmpty()
        || scorePort.isEmpty()) {
      String ports =
          "inputs %s and outputs %s"
              .formatted(TensorPort.listed(graph.inputs()), TensorPort.listed(graph.outputs()));
      graph.close();
      throw new IOException(
          "model \"%s\" has %s; a matcher takes kpts0, kpts1, desc0 and desc1, and gives matches and scores"
              .formatted(graph.name(), ports));
    }
    matches = matchPort.get();
    scores = scorePort.get();
  }

  /// The scores' name may contain `match`, too, as in `mscores0`.
  private Optional<String> output(String word) {
    return graph.outputs().stream()
        .map(TensorPort::name)
        .filter(name -> name.contains(word))
        .filter(name -> word.equals("score") || !name.contains("score"))
        .findFirst();
  }

  /// Loads a graph.
  ///
  /// @throws IOException if it is no matcher; the message says what it is
  public static LearnedMatcher open(Path graph) throws IOException {
    require(Files.isRegularFile(graph), "%s is no file; give an ONNX graph", graph);
    return new LearnedMatcher(OnnxGraph.open(graph, String.valueOf(graph.getFileName())));
  }

  /// @throws IllegalArgumentException if features come from a store
  /// @throws EncodingException if the graph fails on them
  @Override
  public FeatureMatches match(LocalFeatures left, LocalFeatures right) {
    if (!FeatureMatches.arePossible(left, right)) {
      return FeatureMatches.NONE;
    }
    var given = new HashMap<String, OnnxArray>();
    give(left, "0", given);
    give(right, "1", given);
    var outputs = graph.run(given, Set.of(matches, scores));
    return matches(left, right, array(outputs, matches), array(outputs, scores));
  }

  private static OnnxArray array(Map<String, OnnxArray> outputs, String name) {
    return Optional.ofNullable(outputs.get(name)).orElseThrow();
  }

  private static void give(LocalFeatures features, String side, Map<String, OnnxArray> given) {
    require(
        features.descriptors() instanceof Descriptors.Floats,
        "features come from a store; a learned matcher needs fresh ones");
    var descriptors = (Descriptors.Floats) features.descriptors();
    int count = features.count();
    var points = direct(2 * count);
    float half = Math.max(features.width(), features.height()) / 2f;
    for (int i = 0; i < count; i++) {
      points.put((features.points().x(i) - features.width() / 2f) / half);
      points.put((features.points().y(i) - features.height() / 2f) / half);
    }
    var rows = direct(descriptors.rows().length).put(descriptors.rows());
    given.put("kpts" + side, new OnnxArray(points.flip(), List.of(1L, (long) count, 2L)));
    given.put(
        "desc" + side,
        new OnnxArray(rows.flip(), List.of(1L, (long) count, (long) descriptors.dimension())));
  }

  private static FloatBuffer direct(int numbers) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(Float.BYTES, numbers))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  private FeatureMatches matches(
      LocalFeatures left, LocalFeatures right, OnnxArray pairs, OnnxArray sureness) {
    float[] numbers = pairs.floats();
    float[] how = sureness.floats();
    boolean fits =
        numbers.length == 2 * how.length
            && IntStream.range(0, how.length)
                .allMatch(
                    i ->
                        isOf(numbers[2 * i], left.count())
                            && isOf(numbers[2 * i + 1], right.count()));
    if (!fits) {
      throw new EncodingException(
          "model \"%s\" gives matches of shape %s and scores of shape %s for %d and %d features; they must be [M, 2] and [M], numbers of features"
              .formatted(
                  graph.name(), pairs.shape(), sureness.shape(), left.count(), right.count()));
    }
    int[] order =
        IntStream.range(0, how.length)
            .filter(i -> how[i] >= LEAST_SCORE)
            .boxed()
            .sorted((a, b) -> Float.compare(how[b], how[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] from = IntStream.of(order).map(i -> (int) numbers[2 * i]).toArray();
    int[] to = IntStream.of(order).map(i -> (int) numbers[2 * i + 1]).toArray();
    var similarities = new float[order.length];
    var ambiguities = new float[order.length];
    for (int i = 0; i < order.length; i++) {
      similarities[i] = how[order[i]];
      ambiguities[i] = Math.clamp(1 - similarities[i], 0, 1);
    }
    return FeatureMatches.unique(from, to, similarities, ambiguities);
  }

  private static boolean isOf(float feature, int count) {
    return feature >= 0 && feature < count;
  }

  @Override
  public void close() {
    graph.close();
  }
}
