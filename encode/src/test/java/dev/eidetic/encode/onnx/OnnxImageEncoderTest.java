package dev.eidetic.encode.onnx;

import static dev.eidetic.encode.TinyModels.average;
import static dev.eidetic.encode.TinyModels.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.encode.EncodingException;
import dev.eidetic.encode.image.Pixels;
import dev.eidetic.encode.model.Preset;
import dev.eidetic.encode.pooling.Pooling;
import dev.eidetic.encode.preprocess.ChannelOrder;
import dev.eidetic.encode.preprocess.Crop;
import dev.eidetic.encode.preprocess.Interpolation;
import dev.eidetic.encode.preprocess.Preprocessing;
import dev.eidetic.encode.preprocess.Resize;
import dev.eidetic.testkit.TinyOnnx;
import dev.eidetic.vectors.AffineProjection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxImageEncoderTest {

  private static final String HASH = "0".repeat(64);

  /// Of length 1 after division by 5.
  private static final Pixels THREE_FOUR = plain(7, 5, 30, 40, 0);

  @TempDir private Path folder;

  @Test
  void anEmbeddingIsScaledToUnitLength() throws IOException {
    try (var encoder = open(average(-1, -1, -1), raw("embedding", new Pooling.AsIs()))) {
      assertThat(encoder.space().dimension()).isEqualTo(3);
      assertThat(encoder.encode(List.of(THREE_FOUR)).getFirst()).containsExactly(0.6f, 0.8f, 0);
    }
  }

  @Test
  void moreThanABatchOfPicturesComesBackInOrder() throws IOException {
    try (var encoder = open(average(-1, -1, -1), raw("map", new Pooling.Average()))) {
      checkOrder(encoder);
    }
  }

  @Test
  void aGraphWithAFixedBatchIsFilledUp() throws IOException {
    for (int batch : List.of(1, 4)) {
      try (var encoder = open(average(batch, 4, 4), raw("map", new Pooling.Maximum()))) {
        assertThat(encoder.preferredBatch()).isEqualTo(batch);
        checkOrder(encoder);
      }
    }
  }

  @Test
  void picturesOfDifferentTensorSizesMayBeMixed() throws IOException {
    var native3 =
        new EncoderSettings(
            preprocessing(new Resize.None()),
            "map",
            new Pooling.Average(),
            List.of(1.0),
            false,
            Optional.empty());
    try (var encoder = open(average(-1, -1, -1), native3)) {
      var pictures = List.of(plain(2, 3, 9, 0, 0), plain(5, 1, 0, 7, 0), plain(5, 1, 0, 0, 3));
      var vectors = encoder.encode(pictures);
      assertThat(vectors.get(0)).containsExactly(1, 0, 0);
      assertThat(vectors.get(1)).containsExactly(0, 1, 0);
      assertThat(vectors.get(2)).containsExactly(0, 0, 1);
      assertThat(encoder.wantedSide()).isEqualTo(Integer.MAX_VALUE);
    }
  }

  /// The left half red, the right half green. The graph weighs columns, so that mirroring counts.
  @Test
  void mirrorImagesAreAveraged() throws IOException {
    var picture = Pixels.of(2, 1, new byte[] {100, 0, 0, 0, 100, 0});
    var graph =
        new TinyOnnx()
            .input("image", -1, 3, 1, 2)
            .weights("columns", List.of(1L, 1L, 1L, 2L), 1, 0)
            .node("Mul", List.of("image", "columns"), "map")
            .output("map", -1, 3, 1, 2);
    var settings =
        new EncoderSettings(
            preprocessing(new Resize.Exact(2, 1)),
            "map",
            new Pooling.Average(),
            List.of(1.0),
            true,
            Optional.empty());
    try (var encoder = open(graph, settings)) {
      float[] vector = encoder.encode(List.of(picture)).getFirst();
      assertThat((double) vector[0]).isCloseTo(Math.sqrt(0.5), within(1e-6));
      assertThat((double) vector[1]).isCloseTo(Math.sqrt(0.5), within(1e-6));
    }
  }

  @Test
  void scalesOfAPlainPictureAgreeAndWidenWhatIsWanted() throws IOException {
    var settings =
        new EncoderSettings(
            preprocessing(new Resize.Exact(4, 4)),
            "map",
            new Pooling.GeneralizedMean(3),
            List.of(1.0, 2.0),
            false,
            Optional.empty());
    try (var encoder = open(average(-1, -1, -1), settings)) {
      assertThat(encoder.wantedSide()).isEqualTo(8);
      float[] vector = encoder.encode(List.of(THREE_FOUR)).getFirst();
      assertThat((double) vector[0]).isCloseTo(0.6, within(1e-6));
      assertThat((double) vector[1]).isCloseTo(0.8, within(1e-6));
    }
  }

  /// Two views (0.6, 0.8) and (0.8, 0.6) after GeM with p = 2 give equal numbers.
  @Test
  void viewsAreAggregatedWithThePowerOfGem() {
    var aggregate = new ViewAggregate(new Pooling.GeneralizedMean(2), 2);
    aggregate.add(new float[] {0.6f, 0});
    aggregate.add(new float[] {0.8f, 1});
    assertThat((double) aggregate.vector()[0])
        .isCloseTo(Math.sqrt((0.36 + 0.64) / 2), within(1e-6));
    assertThat((double) aggregate.vector()[1]).isCloseTo(Math.sqrt(0.5), within(1e-6));
  }

  @Test
  void whiteningShortensAndTheResultHasUnitLengthAgain() throws IOException {
    var whitening =
        new AffineProjection(new float[] {0.1f, 0.8f, 0}, new float[][] {{2, 0, 0}, {0, 1, 0}});
    var settings =
        new EncoderSettings(
            preprocessing(new Resize.Exact(4, 4)),
            "embedding",
            new Pooling.AsIs(),
            List.of(1.0),
            false,
            Optional.of(whitening));
    try (var encoder = open(average(-1, -1, -1), settings)) {
      assertThat(encoder.space().dimension()).isEqualTo(2);
      float[] vector = encoder.encode(List.of(THREE_FOUR)).getFirst();
      assertThat((double) vector[0]).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void aVectorWithoutDirectionNamesModelAndPicture() throws IOException {
    try (var encoder = open(average(-1, -1, -1), raw("embedding", new Pooling.AsIs()))) {
      assertThatExceptionOfType(EncodingException.class)
          .isThrownBy(() -> encoder.encode(List.of(THREE_FOUR, plain(1, 1, 0, 0, 0))))
          .withMessage(
              "model \"tiny\": after output \"embedding\", picture 2 of 2 has a vector of length 0.0, which has no direction");
    }
  }

  @Test
  void outputsThatAreNotFiniteAreRefused() throws IOException {
    var graph =
        new TinyOnnx()
            .input("image", -1, 3, 4, 4)
            .node("Log", List.of("image"), "map")
            .output("map", -1, 3, 4, 4);
    try (var encoder = open(graph, raw("map", new Pooling.Average()))) {
      assertThatExceptionOfType(EncodingException.class)
          .isThrownBy(() -> encoder.encode(List.of(THREE_FOUR)))
          .withMessageContaining("has no direction");
    }
  }

  @Test
  void anUnknownOutputListsTheOnesThereAre() {
    assertThatIOException()
        .isThrownBy(() -> open(average(-1, -1, -1), raw("logits", new Pooling.AsIs())))
        .withMessage(
            "model \"tiny\" has no output \"logits\"; it has: map float [?, 3, ?, ?]; embedding float [?, 3]");
  }

  @Test
  void aFixedInputMustAgreeWithThePreprocessing() {
    assertThatIOException()
        .isThrownBy(() -> open(average(-1, 8, 8), raw("embedding", new Pooling.AsIs())))
        .withMessageContaining("takes image float [?, 3, 8, 8], but preprocessing gives 3 x 4 x 4");
  }

  @Test
  void poolingMustFitTheOutput() {
    assertThatIOException()
        .isThrownBy(() -> open(average(-1, -1, -1), raw("embedding", new Pooling.Average())))
        .withMessage(
            "model \"tiny\": output is embedding float [?, 3]; pooling average needs 4 dimensions");
  }

  @Test
  void aFileThatIsNoGraphIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("bad.onnx"), "no graph at all");
    assertThatIOException()
        .isThrownBy(() -> OnnxModel.open(file, "bad"))
        .withMessageStartingWith("model \"bad\": ONNX Runtime cannot load");
  }

  @Test
  void aGraphWithTwoInputsIsRefused() throws IOException {
    var graph =
        new TinyOnnx()
            .input("image", -1, 3, 4, 4)
            .input("other", -1, 3, 4, 4)
            .node("Add", List.of("image", "other"), "map")
            .output("map", -1, 3, 4, 4);
    Path file = Files.write(folder.resolve("two.onnx"), graph.bytes());
    assertThatIOException()
        .isThrownBy(() -> OnnxModel.open(file, "two"))
        .withMessageContaining("has 2 inputs");
  }

  @Test
  void manyThreadsMayEncodeAtOnce() throws Exception {
    try (var encoder = open(average(-1, -1, -1), raw("map", new Pooling.Average()));
        var threads = Executors.newFixedThreadPool(4)) {
      var tasks = new ArrayList<Callable<Void>>();
      for (int i = 0; i < 40; i++) {
        tasks.add(
            () -> {
              checkOrder(encoder);
              return null;
            });
      }
      for (var done : threads.invokeAll(tasks)) {
        done.get();
      }
    }
  }

  @Test
  void aClosedEncoderSaysSo() throws IOException {
    var encoder = open(average(-1, -1, -1), raw("map", new Pooling.Average()));
    encoder.close();
    encoder.close();
    assertThatExceptionOfType(EncodingException.class)
        .isThrownBy(() -> encoder.encode(List.of(THREE_FOUR)))
        .withMessage("the encoder of model \"tiny\" is closed");
  }

  @Test
  void theNativeLibraryIsUnpackedOnce() throws IOException {
    Path unpacked = OnnxRuntimeLibrary.unpack(folder).orElseThrow();
    Path library = unpacked.resolve(System.mapLibraryName("onnxruntime"));
    var first = Files.getLastModifiedTime(library);
    assertThat(OnnxRuntimeLibrary.unpack(folder)).contains(unpacked);
    assertThat(Files.getLastModifiedTime(library)).isEqualTo(first);
    Files.write(library, new byte[3]);
    OnnxRuntimeLibrary.unpack(folder);
    assertThat(Files.size(library)).isGreaterThan(1_000_000);
  }

  @Test
  void presetsNormaliseAsTheirNamesSay() {
    assertThat(Preset.IMAGENET.preprocessing(224).resize()).isEqualTo(new Resize.ShortestEdge(256));
    assertThat(Preset.CLIP.preprocessing(224).crop()).isEqualTo(new Crop.Center(224, 224));
    assertThat(Preset.RAW.preprocessing(128).resize()).isEqualTo(new Resize.Exact(128, 128));
  }

  /// Twenty shades whose share of red grows.
  private static void checkOrder(OnnxImageEncoder encoder) {
    var pictures = new ArrayList<Pixels>();
    for (int i = 0; i < 20; i++) {
      pictures.add(plain(6, 3, i, 10, 0));
    }
    var vectors = encoder.encode(pictures);
    assertThat(vectors).hasSize(20);
    for (int i = 0; i < 20; i++) {
      assertThat((double) vectors.get(i)[0]).isCloseTo(i / Math.hypot(i, 10), within(1e-6));
    }
  }

  private OnnxImageEncoder open(TinyOnnx graph, EncoderSettings settings) throws IOException {
    Path file = Files.write(folder.resolve("model.onnx"), graph.bytes());
    var model = OnnxModel.open(file, "tiny");
    try {
      return new OnnxImageEncoder(model, settings, HASH);
    } catch (IOException e) {
      model.close();
      throw e;
    }
  }

  private static EncoderSettings raw(String output, Pooling pooling) {
    return new EncoderSettings(
        preprocessing(new Resize.Exact(4, 4)),
        output,
        pooling,
        List.of(1.0),
        false,
        Optional.empty());
  }

  private static Preprocessing preprocessing(Resize resize) {
    return new Preprocessing(
        resize,
        Interpolation.BILINEAR,
        new Crop.None(),
        1,
        List.of(0.0, 0.0, 0.0),
        List.of(1.0, 1.0, 1.0),
        ChannelOrder.RGB);
  }
}
