package dev.eidetic.encode.local.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.encode.EncodingException;
import dev.eidetic.encode.image.Pixels;
import dev.eidetic.encode.local.Descriptors;
import dev.eidetic.encode.local.FeatureLimits;
import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.encode.lookup.FeatureExtractors;
import dev.eidetic.testkit.TinyOnnx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Graphs of the known layouts, whose answers are known because they are written into the graph.
class OnnxExtractorTest {

  @TempDir Path folder;

  private static TinyOnnx graph() {
    return new TinyOnnx().input("image", 1, 3, -1, -1);
  }

  /// A graph that gives these numbers whatever it sees.
  private static TinyOnnx constant(TinyOnnx graph, String name, List<Long> shape, float... values) {
    var open = new long[shape.size()];
    for (int i = 0; i < open.length; i++) {
      open[i] = shape.get(i);
    }
    return graph
        .weights(name + "_weights", shape, values)
        .node("Identity", List.of(name + "_weights"), name)
        .output(name, open);
  }

  private static TinyOnnx lists() {
    var graph = graph();
    constant(graph, "keypoints", List.of(1L, 4L, 2L), 3, 5, 60, 20, 10, 90, 20, 30);
    constant(graph, "scores", List.of(1L, 4L), 0.2f, 0.9f, 0.8f, 0.5f);
    return constant(graph, "descriptors", List.of(1L, 4L, 2L), 3, 4, 0, 2, 1, 0, 0, 0);
  }

  private static LocalFeatures extract(TinyOnnx graph, FeatureLimits limits, int width, int height)
      throws IOException {
    try (var extractor = OnnxExtractor.of(graph.bytes(), "tiny", limits)) {
      return extractor.extract(Pixels.of(width, height, new byte[3 * width * height]));
    }
  }

  private static float[] rows(LocalFeatures features) {
    return ((Descriptors.Floats) features.descriptors()).rows();
  }

  @Test
  void listsGiveTheStrongestPointsInsideThePicture() throws IOException {
    // (10, 90) lies below the picture
    var features = extract(lists(), new FeatureLimits(2, 640), 64, 64);
    assertThat(features.count()).isEqualTo(2);
    assertThat(features.points().x(0)).isEqualTo(60);
    assertThat(features.points().y(0)).isEqualTo(20);
    assertThat(features.points().x(1)).isEqualTo(20);
    assertThat(rows(features)).containsExactly(0, 1, 0, 0); // the second has no direction
  }

  @Test
  void coordinatesCountInThePictureThatIsReducedToTheLimit() throws IOException {
    // 200 x 100 becomes 100 x 50, of which the graph sees 96 x 32
    var features = extract(lists(), new FeatureLimits(10, 100), 200, 100);
    assertThat(features.width()).isEqualTo(100);
    assertThat(features.height()).isEqualTo(50);
    assertThat(features.points().x(0)).isCloseTo(60.5f * 100 / 96 - 0.5f, within(1e-4f));
    assertThat(features.points().y(0)).isCloseTo(20.5f * 50 / 32 - 0.5f, within(1e-4f));
  }

  @Test
  void aGraphOfFixedSidesSeesTheWholePictureInItsUpperLeft() throws IOException {
    var graph = new TinyOnnx().input("image", 1, 3, 64, 128);
    constant(graph, "keypoints", List.of(3L, 2L), 31, 10, 40, 10, 10, 63);
    constant(graph, "descriptors", List.of(3L, 1L), 1, 1, 1);
    // 64 x 128 becomes 32 x 64: (40, 10) lies to the right of it
    var features = extract(graph, FeatureLimits.DEFAULT, 64, 128);
    assertThat(features.width()).isEqualTo(64);
    assertThat(features.height()).isEqualTo(128);
    assertThat(features.count()).isEqualTo(2);
    assertThat(features.points().x(0)).isEqualTo(62.5f); // twice the middle of 31, 31.5, less 0.5
    assertThat(features.points().y(1)).isEqualTo(126.5f);
  }

  @Test
  void redGreenAndBlueComeAsSharesOfOne() throws IOException {
    var graph = graph();
    constant(graph, "keypoints", List.of(1L, 2L), 0, 0);
    graph
        .node("GlobalAveragePool", List.of("image"), "pooled")
        .node("Flatten", List.of("pooled"), "descriptors")
        .output("descriptors", 1, 3);
    var rgb = new byte[3 * 32 * 32];
    for (int i = 0; i < rgb.length; i += 3) {
      rgb[i] = 51; // 0.2, as 102 is 0.4
      rgb[i + 1] = 102;
      rgb[i + 2] = 102;
    }
    try (var extractor = OnnxExtractor.of(graph.bytes(), "tiny", FeatureLimits.DEFAULT)) {
      float[] mean = rows(extractor.extract(Pixels.of(32, 32, rgb)));
      assertThat(mean).containsExactly(new float[] {1 / 3f, 2 / 3f, 2 / 3f}, within(1e-5f));
    }
  }

  @Test
  void grayGraphsGetTheBrightnessAndR2d2NormalisedColours() {
    var red = Pixels.of(32, 32, redPixels());
    var gray = new FeatureInput("x", 1, 0, 0, FeatureColours.UNIT, 640).frame(red);
    assertThat(gray.tensor().get(0)).isCloseTo(0.299f, within(1e-5f));
    var colours = new FeatureInput("x", 3, 0, 0, FeatureColours.IMAGENET, 640).frame(red);
    assertThat(colours.tensor().get(0)).isCloseTo((1 - 0.485f) / 0.229f, within(1e-5f));
    assertThat(colours.tensor().get(32 * 32)).isCloseTo(-0.456f / 0.224f, within(1e-5f));
  }

  private static byte[] redPixels() {
    var rgb = new byte[3 * 32 * 32];
    for (int i = 0; i < rgb.length; i += 3) {
      rgb[i] = (byte) 255;
    }
    return rgb;
  }

  /// Two cells beside each other; the logit of one pixel each is high.
  private static float[] logits(int first, int second) {
    var logits = new float[65 * 2];
    logits[2 * 64] = 2;
    logits[2 * 64 + 1] = 2;
    logits[2 * first] = 10;
    logits[2 * second + 1] = 8;
    return logits;
  }

  @Test
  void cellsAreReadRowByRowAndDescriptorsLieBetweenThem() throws IOException {
    var graph = graph();
    constant(graph, "semi", List.of(1L, 65L, 1L, 2L), logits(8 * 3 + 5, 8 * 7 + 7));
    constant(graph, "desc", List.of(1L, 2L, 1L, 2L), 1, 0, 0, 1);
    var features = extract(graph, FeatureLimits.DEFAULT, 64, 32);
    assertThat(features.count()).isEqualTo(2);
    assertThat(features.points().x(0)).isEqualTo(5);
    assertThat(features.points().y(0)).isEqualTo(3);
    assertThat(features.points().x(1)).isEqualTo(15);
    assertThat(features.points().y(1)).isEqualTo(7);
    // the middle of pixel 5 lies at 5.5, the first cell's at 4, the second's at 12
    double share = (5.5 - 4) / 8;
    double length = Math.hypot(1 - share, share);
    assertThat(rows(features)[0]).isCloseTo((float) ((1 - share) / length), within(1e-5f));
    assertThat(rows(features)[1]).isCloseTo((float) (share / length), within(1e-5f));
  }

  @Test
  void whereAMapSaysHowReliableDescriptorsAreItWeighsTheScores() throws IOException {
    var graph = graph();
    constant(graph, "desc", List.of(1L, 2L, 1L, 2L), 1, 0, 0, 1);
    constant(graph, "keypoint_logits", List.of(1L, 65L, 1L, 2L), logits(8 * 3 + 3, 8 * 3 + 4));
    constant(graph, "heat", List.of(1L, 1L, 1L, 2L), 0.1f, 1);
    var features = extract(graph, FeatureLimits.DEFAULT, 64, 32);
    assertThat(features.count()).isEqualTo(2);
    assertThat(features.points().x(0)).isEqualTo(12); // less probable, but reliable
  }

  @Test
  void pixelMapsGiveReliablePeaksOfRepeatability() throws IOException {
    var graph = graph();
    constant(
        graph,
        "repeatability",
        List.of(1L, 1L, 2L, 5L),
        0.9f,
        0.8f,
        0,
        0,
        0.95f,
        0,
        0,
        0.75f,
        0,
        0);
    constant(graph, "reliability", List.of(1L, 1L, 2L, 5L), 0.8f, 1, 1, 1, 0.6f, 1, 1, 0.9f, 1, 1);
    var numbers = new float[2 * 10];
    Arrays.fill(numbers, 0, 10, 3);
    Arrays.fill(numbers, 10, 20, 4);
    constant(graph, "descriptors", List.of(1L, 2L, 2L, 5L), numbers);
    var features = extract(graph, FeatureLimits.DEFAULT, 64, 32);
    // (4, 0) is unreliable; (2, 1) has (1, 0) beside it
    assertThat(features.count()).isEqualTo(1);
    assertThat(features.points().x(0)).isZero();
    assertThat(rows(features)).containsExactly(new float[] {0.6f, 0.8f}, within(1e-6f));
  }

  @Test
  void theKindIsOfTheContentNotOfTheName() throws IOException {
    var file = folder.resolve("a.onnx");
    Files.write(file, lists().bytes());
    try (var one = FeatureExtractors.open("a.onnx", folder);
        var other = OnnxExtractor.of(lists().bytes(), "b", FeatureLimits.DEFAULT);
        var sift = FeatureExtractors.open("rootsift", folder)) {
      assertThat(one.kind()).isEqualTo(other.kind()).matches("onnx-[0-9a-f]{16}");
      assertThat(sift.kind()).isEqualTo("rootsift");
    }
  }

  @Test
  void numbersThatAreNoneDoNotComeOut() throws IOException {
    var graph = graph();
    constant(graph, "keypoints", List.of(3L, 2L), Float.NaN, 1, 2, Float.POSITIVE_INFINITY, 3, 3);
    constant(graph, "descriptors", List.of(3L, 1L), 1, 1, Float.NaN);
    var features = extract(graph, FeatureLimits.DEFAULT, 64, 32);
    assertThat(features.count()).isEqualTo(1);
    assertThat(rows(features)).containsExactly(0);
  }

  @Test
  void aGraphWithoutPointsGivesNone() throws IOException {
    var graph = graph();
    constant(graph, "keypoints", List.of(0L, 2L));
    constant(graph, "descriptors", List.of(0L, 8L));
    assertThat(extract(graph, FeatureLimits.DEFAULT, 64, 32).count()).isZero();
  }

  @Test
  void whatIsNoGraphOfFeaturesIsRefusedSayingWhatIsKnown() {
    var graph = graph();
    constant(graph, "embedding", List.of(1L, 8L), new float[8]);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> OnnxExtractor.of(graph.bytes(), "tiny", FeatureLimits.DEFAULT))
        .withMessageStartingWith(
            "model \"tiny\": outputs are embedding float [1, 8]; local features are known as lists (keypoints [N, 2],");
    var two = lists().input("other", 1);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> OnnxExtractor.of(two.bytes(), "tiny", FeatureLimits.DEFAULT))
        .withMessageContaining("has 2 inputs");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> OnnxExtractor.of(new byte[100], "zeros", FeatureLimits.DEFAULT))
        .withMessageStartingWith("model \"zeros\": ONNX Runtime cannot load it");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FeatureExtractors.open("none.onnx", folder))
        .withMessageEndingWith("none.onnx is no file; give an ONNX graph");
  }

  @Test
  void shapesThatDoNotFitEachOtherAreNamed() {
    var graph = graph();
    constant(graph, "keypoints", List.of(2L, 2L), new float[4]);
    constant(graph, "descriptors", List.of(3L, 8L), new float[24]);
    assertThatExceptionOfType(EncodingException.class)
        .isThrownBy(() -> extract(graph, FeatureLimits.DEFAULT, 64, 32))
        .withMessage(
            "model \"tiny\" gives keypoints of shape [2, 2], descriptors of shape [3, 8] and scores of shape []; they must be [N, 2], [N, D] and [N]");
  }
}
