package dev.eidetic.encode.local.onnx;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.EncodingException;
import dev.eidetic.encode.fetch.ContentCheck;
import dev.eidetic.encode.image.Pixels;
import dev.eidetic.encode.local.Descriptors;
import dev.eidetic.encode.local.FeatureExtractor;
import dev.eidetic.encode.local.FeatureLimits;
import dev.eidetic.encode.local.Keypoints;
import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.encode.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Local features by a graph: XFeat, SuperPoint, DISK, ALIKED, R2D2, in any of the layouts of
/// [FeatureLayout].
///
/// The graph has one input, `[1, 3, H, W]` (red, green, blue) or `[1, 1, H, W]` (gray), and gets
/// pictures one by one, reduced to the limits' side or, where its sides are fixed, to those. Its
/// points have neither size nor angle: unlike RootSIFT, most such features do not bear being turned
/// by more than some 30 degrees.
///
/// Sources: Potje et al., XFeat, 2024; DeTone et al., SuperPoint, 2018; Tyszkiewicz et al., DISK,
/// 2020; Zhao et al., ALIKED, 2023; Revaud et al., R2D2, 2019.
public final class OnnxExtractor implements FeatureExtractor {

  /// A graph of features has a few million weights; more is something else.
  private static final long MOST_BYTES = 1L << 30;

  private static final int KIND_DIGITS = 16;

  private final OnnxGraph graph;
  private final String kind;
  private final FeatureInput input;
  private final FeatureLayout layout;
  private final FeatureLimits limits;

  private OnnxExtractor(OnnxGraph graph, String kind, FeatureLimits limits) throws IOException {
    this.graph = graph;
    this.kind = kind;
    this.limits = limits;
    try {
      layout = FeatureLayout.of(graph.name(), graph.outputs());
      input = FeatureInput.of(graph, layout.colours(), limits.side());
    } catch (IOException e) {
      graph.close();
      throw e;
    }
  }

  /// Loads a graph, which must hold its own weights.
  ///
  /// @param limits a graph with fixed sides gives their side instead
  /// @throws IOException if it is no graph of local features; the message says what is missing
  public static OnnxExtractor open(Path graph, FeatureLimits limits) throws IOException {
    require(Files.isRegularFile(graph), "%s is no file; give an ONNX graph", graph);
    require(
        Files.size(graph) <= MOST_BYTES,
        "%s has %d bytes; a graph of local features has at most %d",
        graph,
        Files.size(graph),
        MOST_BYTES);
    return of(Files.readAllBytes(graph), String.valueOf(graph.getFileName()), limits);
  }

  /// The same of a graph in memory.
  ///
  /// @param name what messages call it
  public static OnnxExtractor of(byte[] graph, String name, FeatureLimits limits)
      throws IOException {
    var loaded = OnnxGraph.of(graph, name);
    String digits = ContentCheck.Sha256.of(graph).digits().substring(0, KIND_DIGITS);
    return new OnnxExtractor(loaded, "onnx-" + digits, limits);
  }

  /// By the graph's content: a graph by another name is the same.
  @Override
  public String kind() {
    return kind;
  }

  /// @throws EncodingException if the graph fails, or gives what its layout does not promise
  @Override
  public LocalFeatures extract(Pixels pixels) {
    var frame = input.frame(pixels);
    var outputs = graph.run(input.arrays(frame), layout.names());
    return features(layout.read(graph.name(), outputs), frame);
  }

  /// The strongest points inside the picture, in its own coordinates.
  private LocalFeatures features(FoundPoints found, FeatureFrame frame) {
    int[] best =
        IntStream.range(0, found.count())
            .filter(i -> frame.contains(found.x()[i], found.y()[i]))
            .filter(i -> Float.isFinite(found.scores()[i]))
            .boxed()
            .sorted((a, b) -> Float.compare(found.scores()[b], found.scores()[a]))
            .limit(limits.count())
            .mapToInt(Integer::intValue)
            .toArray();
    if (best.length == 0) {
      return LocalFeatures.none(kind, frame.width(), frame.height());
    }
    var x = new float[best.length];
    var y = new float[best.length];
    int dimension = found.dimension();
    var rows = new float[best.length * dimension];
    for (int i = 0; i < best.length; i++) {
      x[i] = frame.x(found.x()[best[i]]);
      y[i] = frame.y(found.y()[best[i]]);
      float[] row = found.descriptor(best[i]);
      System.arraycopy(row, 0, rows, i * dimension, dimension);
    }
    var zeros = new float[best.length];
    return new LocalFeatures(
        kind,
        frame.width(),
        frame.height(),
        new Keypoints(x, y, zeros, Arrays.copyOf(zeros, best.length)),
        new Descriptors.Floats(rows, best.length, dimension));
  }

  @Override
  public void close() {
    graph.close();
  }
}
