package dev.eidetic.train.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eidetic.encode.model.ModelFolder;
import dev.eidetic.train.export.OnnxExport.Precision;
import dev.eidetic.train.network.EmbeddingHead;
import dev.eidetic.train.network.Networks;
import dev.eidetic.train.network.Operator;
import dev.eidetic.train.network.PoolingLayer;
import dev.eidetic.train.torch.LibTorch;
import dev.eidetic.train.torch.RandomWeights;
import dev.eidetic.train.trainer.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnnxExportTest {

  @TempDir Path folder;

  @BeforeAll
  static void load() {
    LibTorch.use(1);
  }

  private static TrainedModel model(String name, String pooling, boolean hasNeck, int side) {
    var layer =
        Arrays.stream(PoolingLayer.values())
            .filter(value -> value.word().equals(pooling))
            .findFirst()
            .orElseThrow();
    var head = new EmbeddingHead(layer, OptionalInt.of(24), hasNeck, true);
    var network = head.on(Networks.named(name, side));
    return new TrainedModel(network, RandomWeights.of(network, 11), side);
  }

  private static final ModelExport.Labels LABELS =
      new ModelExport.Labels("test", "Apache-2.0", "# test\n");

  @ParameterizedTest
  @CsvSource({
    "resnet18*0.25, gem, true, 64",
    "resnet50*0.125, gem-channels, false, 64",
    "mobilenetv2_100*0.25, max, true, 64",
    "mobilenetv3_small_100*0.5, rmac, false, 96",
    "mobilenetv3_large_100*0.25, attention, false, 64",
    "efficientnet_b0*0.25, gap, true, 64",
    "vit_tiny_patch16, cls, false, 32",
    "vit_small_patch14_dinov2, gap, true, 28",
  })
  void onnxRuntimeGivesTheNumbersOfLibtorch(String name, String pooling, boolean hasNeck, int side)
      throws IOException {
    var exported =
        ModelExport.write(
            folder.resolve("model"), model(name, pooling, hasNeck, side), Precision.FP32, LABELS);
    assertThat(exported.difference()).isLessThan(1e-5);
    try (var encoder = ModelFolder.open(folder.resolve("model")).encoder()) {
      assertThat(encoder.space().dimension()).isEqualTo(24);
    }
  }

  @Test
  void halvesTakeHalfTheSpace() throws IOException {
    var model = model("resnet18*0.25", "gem", false, 64);
    long whole = OnnxExport.bytes(model.network(), model.weights(), 64, Precision.FP32).length;
    long half = OnnxExport.bytes(model.network(), model.weights(), 64, Precision.FP16).length;
    assertThat((double) half / whole).isBetween(0.5, 0.53);
    var exported = ModelExport.write(folder.resolve("half"), model, Precision.FP16, LABELS);
    assertThat(exported.difference()).isBetween(1e-7, ModelExport.MOST_DIFFERENCE_OF_HALVES);
    assertThat(Files.readString(folder.resolve("half/README.md"))).isEqualTo("# test\n");
  }

  @Test
  void foldingLeavesNoNormalizationBehindConvolutions() {
    var model = model("resnet50*0.125", "gem", true, 64);
    var folded = FoldedNetwork.of(model.network(), model.weights());
    assertThat(folded.steps()).noneMatch(step -> step.operator() instanceof Operator.BatchNorm);
  }

  @Test
  void backbonesWithoutHeadAreRefused() {
    var backbone = Networks.named("resnet18*0.125", 32);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> OnnxExport.bytes(backbone, RandomWeights.of(backbone, 1), 32, Precision.FP32))
        .withMessage(
            "network resnet18*0.125 gives FEATURE_MAP; put a head on it before it is exported");
  }
}
