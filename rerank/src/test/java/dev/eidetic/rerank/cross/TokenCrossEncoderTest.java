package dev.eidetic.rerank.cross;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.encode.EncodingException;
import dev.eidetic.encode.local.Descriptors;
import dev.eidetic.encode.local.FeatureCodec;
import dev.eidetic.encode.local.FeaturePrecision;
import dev.eidetic.encode.local.Keypoints;
import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.rerank.TimeBudget;
import dev.eidetic.testkit.Seeds;
import dev.eidetic.testkit.TinyOnnx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Graphs in the published shapes that say what they were given.
class TokenCrossEncoderTest {

  private static final int DIMENSION = 32;

  @TempDir Path folder;

  /// Features of unit length, all of one size but the first, which is twice as large.
  private static LocalFeatures features(int count, long seed) {
    var random = Seeds.of(seed);
    var x = new float[count];
    var y = new float[count];
    var sizes = new float[count];
    var rows = new float[count * DIMENSION];
    for (int i = 0; i < count; i++) {
      x[i] = 100;
      y[i] = 20;
      sizes[i] = i == 0 ? 16 : 8;
      System.arraycopy(random.unitVector(DIMENSION), 0, rows, i * DIMENSION, DIMENSION);
    }
    return new LocalFeatures(
        "test",
        200,
        80,
        new Keypoints(x, y, sizes, new float[count]),
        new Descriptors.Floats(rows, count, DIMENSION));
  }

  private static Picture picture(LocalFeatures features, float... vector) {
    return new Picture(vector, features);
  }

  private CrossEncoder open(TinyOnnx graph) throws IOException {
    return CrossEncoders.open(Files.write(folder.resolve("cross.onnx"), graph.bytes()));
  }

  private static float[] logits(CrossEncoder encoder, Picture query, Picture... hits) {
    return encoder.logits(query, List.of(hits), TimeBudget.unlimited()).orElseThrow();
  }

  /// AMES: descriptors and masks. Counts what is not masked: hits' tokens count a thousand.
  private static TinyOnnx counting(long length) {
    return new TinyOnnx()
        .input("src_local", -1, length, DIMENSION)
        .truths("src_mask", -1, length)
        .input("tgt_local", -1, length, DIMENSION)
        .truths("tgt_mask", -1, length)
        .weights("zero", List.of(1L), 0)
        .weights("one", List.of(1L), 1)
        .weights("thousand", List.of(1L), 1000)
        .node("Where", List.of("src_mask", "zero", "one"), "ones")
        .node("Where", List.of("tgt_mask", "zero", "thousand"), "thousands")
        .node("ReduceSum", List.of("ones"), "src")
        .node("ReduceSum", List.of("thousands"), "tgt")
        .node("Add", List.of("src", "tgt"), "logit")
        .output("logit", -1, 1);
  }

  @Test
  void aGraphOfFixedLengthGetsThatManyTokensAndAMaskForTheRest() throws IOException {
    try (var encoder = open(counting(10))) {
      var query = picture(features(3, 1), 1, 0);
      assertThat(logits(encoder, query, picture(features(7, 2), 1, 0), picture(features(12, 3))))
          .containsExactly(7003, 10_003);
    }
  }

  @Test
  void aGraphOfOpenLengthGetsAllTokensUpTo500() throws IOException {
    try (var encoder = open(counting(-1))) {
      var query = picture(features(3, 1), 1, 0);
      assertThat(logits(encoder, query, picture(features(7, 2)), picture(features(600, 3))))
          .containsExactly(7003, 500_003);
      assertThat(logits(encoder, query, picture(LocalFeatures.none("test", 9, 9))))
          .containsExactly(3);
    }
  }

  @Test
  void storedDescriptorsAreGivenAsTheExtractorMadeThem() throws Exception {
    var graph =
        new TinyOnnx()
            .input("src_local", -1, -1, DIMENSION)
            .input("src_mask", -1, -1) // floats do as well
            .input("tgt_local", -1, -1, DIMENSION)
            .input("tgt_mask", -1, -1)
            .node("Mul", List.of("src_local", "tgt_local"), "products")
            .node("ReduceSum", List.of("products"), "logit")
            .output("logit", 1, 1, 1);
    var fresh = features(50, 1);
    for (var precision : FeaturePrecision.values()) {
      var codec = new FeatureCodec(precision);
      var stored = codec.read(codec.write(fresh));
      try (var encoder = open(graph)) {
        double mean = logits(encoder, picture(fresh), picture(stored))[0] / 50;
        assertThat(mean)
            .as("%s", precision)
            .isGreaterThan(precision == FeaturePrecision.STANDARD ? 0.99 : 0.75);
      }
    }
  }

  @Test
  void globalVectorsScalesAndPositionsAreGivenWhereTheGraphAsks() throws IOException {
    var graph =
        new TinyOnnx()
            .input("src_global", -1, 2)
            .input("src_local", -1, -1, DIMENSION)
            .truths("src_mask", -1, -1)
            .wholeNumbers("src_scales", -1, -1)
            .input("src_positions", -1, -1, 2)
            .input("tgt_global", -1, 2)
            .input("tgt_local", -1, -1, DIMENSION)
            .truths("tgt_mask", -1, -1)
            .wholeNumbers("tgt_scales", -1, -1)
            .input("tgt_positions", -1, -1, 2)
            .weights("table", List.of(7L), 1, 10, 100, 1000, 10_000, 100_000, 1_000_000)
            .node("Gather", List.of("table", "src_scales"), "ofScales")
            .node("ReduceSum", List.of("ofScales"), "scales")
            .node("Mul", List.of("src_global", "tgt_global"), "products")
            .node("ReduceSum", List.of("products"), "global")
            .node("ReduceMax", List.of("tgt_positions"), "position")
            .node("Add", List.of("scales", "global"), "both")
            .node("Add", List.of("both", "position"), "logit")
            .output("logit", -1, 1);
    try (var encoder = open(graph)) {
      var query = picture(features(3, 1), 0.6f, 0.8f);
      // two features at DELG's scale 1 (number 2), a larger one at 0.5 (number 0); cosine 0.6; x
      // 0.5
      assertThat(logits(encoder, query, picture(features(2, 2), 1, 0))[0])
          .isCloseTo(201 + 0.6f + 0.5f, within(1e-4f));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> logits(encoder, picture(features(3, 1), 1, 0, 0), query))
          .withMessage("model \"cross.onnx\" takes vectors of 2 numbers; the encoder gives 3");
    }
  }

  @Test
  void descriptorsOfAnotherLengthAreRefused() throws IOException {
    try (var encoder = open(counting(-1))) {
      var other =
          new LocalFeatures(
              "short",
              9,
              9,
              new Keypoints(new float[1], new float[1], new float[1], new float[1]),
              new Descriptors.Floats(new float[] {1, 0}, 1, 2));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> logits(encoder, picture(other), picture(other)))
          .withMessage(
              "model \"cross.onnx\" takes descriptors of 32 numbers; those of kind short have 2");
    }
  }

  @Test
  void whatIsNoCrossEncoderIsRefusedSayingWhatItIs() throws IOException {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> open(counting(5).input("extra", 1)))
        .withMessageContaining(
            "extra float [1]: extra is not known; a cross-encoder takes src_local");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> open(counting(5).output("src", 1, 1)))
        .withMessageContaining("a cross-encoder has one, a number per pair");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossEncoders.open(folder.resolve("none.onnx")))
        .withMessageEndingWith("none.onnx is no file; give an ONNX graph");
  }

  @Test
  void answersThatAreNoNumbersAreTheGraphsFault() throws IOException {
    var broken =
        new TinyOnnx()
            .input("src_local", -1, 5, DIMENSION)
            .truths("src_mask", -1, 5)
            .input("tgt_local", -1, 5, DIMENSION)
            .truths("tgt_mask", -1, 5)
            .weights("nothing", List.of(1L, 1L), Float.NaN)
            .node("ReduceSum", List.of("src_local"), "sum")
            .node("Add", List.of("sum", "nothing"), "logit")
            .output("logit", 1, 1, 1);
    try (var encoder = open(broken)) {
      assertThatExceptionOfType(EncodingException.class)
          .isThrownBy(() -> logits(encoder, picture(features(3, 1)), picture(features(3, 2))))
          .withMessageContaining("a number that is not finite");
    }
  }

  @Test
  void aSpentBudgetGivesNothing() throws IOException {
    try (var encoder = open(counting(-1))) {
      var clock = new AtomicLong();
      var budget = TimeBudget.of(Duration.ofNanos(1), clock::getAndIncrement);
      var pictures = List.of(picture(features(3, 1)), picture(features(3, 2)));
      assertThat(encoder.logits(pictures.getFirst(), pictures, budget)).isEmpty();
    }
  }
}
