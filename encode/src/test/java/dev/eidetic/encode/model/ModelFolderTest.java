package dev.eidetic.encode.model;

import static dev.eidetic.encode.TinyModels.average;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.eidetic.encode.EncodingException;
import dev.eidetic.encode.pooling.Pooling;
import dev.eidetic.testkit.SharedData;
import dev.eidetic.testkit.TinyOnnx;
import dev.eidetic.vectors.AffineProjection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {

  @TempDir private Path temporary;
  private Path graph = Path.of("");

  @BeforeEach
  void writeGraph() throws IOException {
    graph = Files.write(temporary.resolve("tiny.onnx"), average(-1, -1, -1).bytes());
  }

  @Test
  void aFolderIsMadeOpenedAndVerified() throws IOException {
    var folder = ModelFolderWriter.create(temporary.resolve("a/b"), recipe());
    assertThat(folder.name()).isEqualTo("tiny");
    assertThat(folder.verify().pictures()).isEqualTo(3);
    assertThat(folder.verify().leastCosine()).isGreaterThan(0.999_999);
    try (var encoder = folder.encoder()) {
      assertThat(encoder.space()).isEqualTo(folder.space());
      assertThat(encoder.space().dimension()).isEqualTo(3);
    }
  }

  @Test
  void theSpaceIsTheSameWithAndWithoutRecordsAndUnderAnotherName() throws IOException {
    var recorded = ModelFolderWriter.create(temporary.resolve("one"), recipe());
    Path bare = temporary.resolve("bare");
    Files.createDirectories(bare.resolve("onnx"));
    Files.copy(graph, bare.resolve("onnx/model.onnx"));
    Path config = recorded.path().resolve("preprocessor_config.json");
    Files.copy(config, bare.resolve("preprocessor_config.json"));
    var opened = ModelFolder.open(bare);
    assertThat(opened.name()).isEqualTo("bare");
    assertThat(opened.space().isSameAs(recorded.space())).isTrue();
    var completed = ModelFolderWriter.complete(bare);
    assertThat(completed.space().isSameAs(recorded.space())).isTrue();
    assertThat(completed.verify().pictures()).isEqualTo(3);
  }

  @Test
  void whateverShapesTheVectorChangesTheSpace() throws IOException {
    var whitening = new AffineProjection(new float[3], new float[][] {{1, 0, 0}, {0, 1, 0}});
    var recipes =
        List.of(
            recipe(),
            ModelRecipe.of("tiny", graph, Preset.RAW.preprocessing(17)),
            ModelRecipe.of("tiny", graph, Preset.IMAGENET_SQUARE.preprocessing(16)),
            recipe().withOutput("map"),
            recipe().withOutput("map").withPooling(new Pooling.GeneralizedMean(3)),
            recipe().withOutput("map").withPooling(new Pooling.GeneralizedMean(4)),
            recipe().withViews(List.of(1.0, 0.5), false),
            recipe().withViews(List.of(1.0), true),
            recipe().withWhitening(whitening));
    var hashes =
        recipes.stream()
            .map(
                recipe -> {
                  try {
                    int place = recipes.indexOf(recipe);
                    return ModelFolderWriter.create(temporary.resolve("m" + place), recipe)
                        .space()
                        .sha256();
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                })
            .distinct();
    assertThat(hashes).hasSize(recipes.size());
  }

  @Test
  void externalWeightsAreTakenAlongAndHashed() throws IOException {
    var external =
        new TinyOnnx()
            .input("image", -1, 3, -1, -1)
            .externalWeights("gains", List.of(1L, 3L, 1L, 1L), "gains.bin")
            .node("Mul", List.of("image", "gains"), "map")
            .output("map", -1, 3, -1, -1);
    Path file = Files.write(temporary.resolve("external.onnx"), external.bytes());
    Files.write(temporary.resolve("gains.bin"), TinyOnnx.littleEndian(1, 2, 3));
    var recipe = ModelRecipe.of("external", file, Preset.RAW.preprocessing(16));
    var one = ModelFolderWriter.create(temporary.resolve("one"), recipe);
    assertThat(one.path().resolve("gains.bin")).exists();
    Files.write(temporary.resolve("gains.bin"), TinyOnnx.littleEndian(1, 2, 4));
    var two = ModelFolderWriter.create(temporary.resolve("two"), recipe);
    assertThat(one.space().isSameAs(two.space())).isFalse();
  }

  @Test
  void changedWeightsOfTheSameSizeMissTheGoldenVectorsAtLoading() throws IOException {
    var folder = ModelFolderWriter.create(temporary.resolve("one"), gains(1, 2, 3));
    byte[] other = Files.readAllBytes(gains(1, 2, 9).graph());
    Files.write(folder.path().resolve("model.onnx"), other);
    var reopened = ModelFolder.open(folder.path());
    assertThatExceptionOfType(EncodingException.class)
        .isThrownBy(reopened::encoder)
        .withMessageStartingWith("model \"gains\" does not give its golden vectors");
    assertThatIOException()
        .isThrownBy(reopened::verify)
        .withMessageContaining("file \"model.onnx\" has SHA-256");
  }

  @Test
  void aFileOfAnotherSizeIsRefusedAtOpening() throws IOException {
    var folder = ModelFolderWriter.create(temporary.resolve("one"), recipe());
    Files.write(folder.path().resolve("model.onnx"), new byte[7]);
    assertThatIOException()
        .isThrownBy(() -> ModelFolder.open(folder.path()))
        .withMessageContaining("file \"model.onnx\" is 7 bytes; eidetic.json records");
  }

  @Test
  void mistakesInSettingsNameFileAndField() throws IOException {
    refused("{\"outptu\": \"map\"}", "field \"outptu\" is unknown; known: dimension,");
    refused("{\"format\": 2}", "field \"format\" is 2; it must be 1");
    refused("{\"pooling\": {\"kind\": \"max\"}}", "field \"kind\" is max; it must be one of none");
    refused("{\"scales\": []}", "field \"scales\" is []");
    refused("{\"whitening\": \"../secret\"}", "leads out of the folder");
    refused("{\"graph\": \"none.onnx\"}", "file \"none.onnx\" is missing");
  }

  @Test
  void anExistingFolderIsNotOverwrittenAndAFailureLeavesNothing() throws IOException {
    Path target = temporary.resolve("made/model");
    assertThatIOException()
        .isThrownBy(() -> ModelFolderWriter.create(target, recipe().withOutput("none")))
        .withMessageContaining("it has: map float");
    assertThat(target.getParent()).isEmptyDirectory();
    ModelFolderWriter.create(target, recipe());
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> ModelFolderWriter.create(target, recipe()));
  }

  @Test
  void aGraphThatIsNoneIsRefusedWhatEverItsBytes() throws IOException {
    Path file = temporary.resolve("bad.onnx");
    byte[] good = average(-1, -1, -1).bytes();
    for (int length = 0; length < good.length; length += 7) {
      Files.write(file, Arrays.copyOf(good, length));
      assertThatIOException()
          .as("length %d", length)
          .isThrownBy(
              () ->
                  ModelFolderWriter.create(
                      temporary.resolve("bad"),
                      ModelRecipe.of("bad", file, Preset.RAW.preprocessing(16))));
    }
  }

  @Test
  void theMobileNetsBesideTheCheckoutBecomeModels() throws IOException {
    var second = SharedData.find("weights/mobilenet_v2_1.0_224");
    var first = SharedData.find("weights/mobilenet_v1_0.25_128");
    assumeThat(second).as(SharedData.REASON).isPresent();
    assumeThat(first).as(SharedData.REASON).isPresent();
    var large =
        ModelFolderWriter.create(
            temporary.resolve("large"),
            ModelRecipe.of(
                    "mobilenet_v2",
                    second.get().resolve("model.onnx"),
                    Preset.SYMMETRIC.preprocessing(224))
                .withOrigin("Apache-2.0", "google-coral/test_data"));
    assertThat(large.description().output()).contains("embedding");
    assertThat(large.space().dimension()).isEqualTo(1280);
    assertThat(large.verify().leastCosine()).isGreaterThan(0.999_99);
    var small =
        ModelFolderWriter.create(
            temporary.resolve("small"),
            ModelRecipe.of(
                "mobilenet_v1", first.get().resolve("model.onnx"), Preset.RAW.preprocessing(128)));
    assertThat(small.space().dimension()).isEqualTo(256);
    var pooled =
        ModelFolderWriter.create(
            temporary.resolve("pooled"),
            ModelRecipe.of(
                    "mobilenet_v2_map",
                    second.get().resolve("model.onnx"),
                    Preset.SYMMETRIC.preprocessing(224))
                .withOutput("feature_map"));
    // The graph's own embedding is the average of its feature map.
    try (var embedding = large.encoder();
        var average = pooled.encoder()) {
      float[] a = embedding.encode(GoldenPictures.all()).getFirst();
      float[] b = average.encode(GoldenPictures.all()).getFirst();
      for (int i = 0; i < a.length; i++) {
        assertThat(a[i]).isCloseTo(b[i], within(1e-4f));
      }
    }
  }

  private void refused(String settings, String message) throws IOException {
    Path folder = temporary.resolve("refused");
    if (!Files.exists(folder)) {
      ModelFolderWriter.create(folder, recipe());
    }
    Files.writeString(folder.resolve("eidetic.json"), settings);
    assertThatIOException()
        .isThrownBy(() -> ModelFolder.open(folder))
        .withMessageStartingWith(folder.toString())
        .withMessageContaining(message);
  }

  private ModelRecipe recipe() {
    return ModelRecipe.of("tiny", graph, Preset.RAW.preprocessing(16));
  }

  private ModelRecipe gains(float... gains) throws IOException {
    var weighted =
        new TinyOnnx()
            .input("image", -1, 3, -1, -1)
            .weights("gains", List.of(1L, 3L, 1L, 1L), gains)
            .node("Mul", List.of("image", "gains"), "map")
            .output("map", -1, 3, -1, -1);
    Path file = Files.write(temporary.resolve("gains.onnx"), weighted.bytes());
    return ModelRecipe.of("gains", file, Preset.RAW.preprocessing(16));
  }
}
