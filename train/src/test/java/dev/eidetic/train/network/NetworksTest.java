package dev.eidetic.train.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworksTest {

  /// Published counts, less the classifier: a linear layer of 1000 classes, and for MobileNetV3 the
  /// convolution behind the pooling.
  @ParameterizedTest
  @CsvSource({
    "resnet18, 11689512, 513000, 512",
    "resnet34, 21797672, 513000, 512",
    "resnet50, 25557032, 2049000, 2048",
    "resnet101, 44549160, 2049000, 2048",
    "mobilenetv2_100, 3504872, 1281000, 1280",
    "mobilenetv3_small_100, 2542856, 1615848, 576",
    "mobilenetv3_large_100, 5483032, 2511080, 960",
    "efficientnet_b0, 5288548, 1281000, 1280",
    "efficientnet_b1, 7794184, 1281000, 1280",
    "efficientnet_b2, 9109994, 1409000, 1408",
    "efficientnet_b3, 12233232, 1537000, 1536",
    "efficientnet_b4, 19341616, 1793000, 1792",
    "vit_tiny_patch16, 5717416, 193000, 192",
    "vit_small_patch16, 22050664, 385000, 384",
    "vit_base_patch16, 86567656, 769000, 768",
  })
  void haveThePublishedNumberOfParameters(String name, long published, long classifier, int width) {
    var network = Networks.named(name, 224);
    assertThat(network.learnedCount()).isEqualTo(published - classifier);
    assertThat(network.width()).isEqualTo(width);
  }

  /// DINOv2 was published for pictures of 518 pixels, with 22056576 parameters, 384 of them a mask
  /// token that only its training needs.
  @Test
  void dinov2ScalesItsBranches() {
    var network = Networks.named("vit_small_patch14_dinov2", 518);
    assertThat(network.learnedCount()).isEqualTo(22_056_192);
    assertThat(names(network)).contains("blocks.11.ls2.gamma", "patch_embed.proj.bias");
  }

  @Test
  void nameTheirParametersAsTimmDoes() {
    assertThat(names(Networks.named("resnet50", 64)))
        .contains(
            "conv1.weight",
            "bn1.running_var",
            "layer1.0.conv3.weight",
            "layer1.0.downsample.0.weight",
            "layer4.2.bn3.bias")
        .doesNotContain("layer1.1.downsample.0.weight", "fc.weight");
    assertThat(names(Networks.named("mobilenetv2_100", 64)))
        .contains(
            "conv_stem.weight",
            "blocks.0.0.conv_dw.weight",
            "blocks.0.0.conv_pw.weight",
            "blocks.0.0.bn2.bias",
            "blocks.6.0.conv_pwl.weight",
            "blocks.6.0.bn3.running_mean",
            "conv_head.weight",
            "bn2.weight");
    assertThat(names(Networks.named("mobilenetv3_large_100", 64)))
        .contains(
            "blocks.2.0.se.conv_reduce.bias",
            "blocks.2.0.se.conv_expand.weight",
            "blocks.6.0.conv.weight",
            "blocks.6.0.bn1.weight");
    assertThat(names(Networks.named("vit_tiny_patch16", 64)))
        .contains(
            "cls_token",
            "pos_embed",
            "patch_embed.proj.weight",
            "blocks.0.attn.qkv.bias",
            "blocks.11.mlp.fc2.weight",
            "norm.weight");
  }

  @Test
  void widthsAreMultiplesOfEight() {
    var narrow = Networks.named("resnet18*0.25", 64);
    assertThat(narrow.width()).isEqualTo(128);
    assertThat(Channels.rounded(64, 0.3)).isEqualTo(24); // 19.2: 16 would be less than nine tenths
    assertThat(Channels.rounded(32, 0.35)).isEqualTo(16); // 11.2: nearest is 8, too few
    assertThat(Channels.rounded(32, 1.1)).isEqualTo(32); // 35.2: nearest is 32
  }

  @Test
  void refuseUnknownNames() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Networks.named("resnet19", 224))
        .withMessageStartingWith("network \"resnet19\" is unknown; known are resnet18, resnet34");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Networks.named("vit_tiny_patch16*0.5", 224))
        .withMessage("network \"vit_tiny_patch16*0.5\" has a width; vit_… have none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Networks.named("vit_tiny_patch16", 100))
        .withMessage("side is 100; it must be a multiple of the patch's side, 16");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Networks.named("resnet18*9", 224))
        .withMessage("width is 9.0; it must be 0.1 to 4");
  }

  private static List<String> names(Network network) {
    return network.parameters().stream().map(Parameter::name).toList();
  }
}
