package dev.eidetic.train.network;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.List;
import java.util.regex.Pattern;

/// Backbones by timm's names; those of convolutions take a width multiplier: `resnet18*0.5`.
public final class Networks {

  /// All names without multipliers.
  public static final List<String> NAMES =
      List.of(
          "resnet18",
          "resnet34",
          "resnet50",
          "resnet101",
          "mobilenetv2_100",
          "mobilenetv3_small_100",
          "mobilenetv3_large_100",
          "efficientnet_b0",
          "efficientnet_b1",
          "efficientnet_b2",
          "efficientnet_b3",
          "efficientnet_b4",
          "vit_tiny_patch16",
          "vit_small_patch16",
          "vit_base_patch16",
          "vit_small_patch14_dinov2",
          "vit_base_patch14_dinov2");

  private static final Pattern NAME =
      Pattern.compile("(?<name>[a-z0-9_]+)(\\*(?<width>[0-9]{1,2}(\\.[0-9]{1,4})?))?");

  private Networks() {}

  /// @param name one of [#NAMES], for convolutional ones with `*WIDTH` behind it
  /// @param side of the pictures, in pixels, which fixes the position embeddings of transformers
  /// @throws IllegalArgumentException if there is no such network
  public static Network named(String name, int side) {
    require(16 <= side && side <= 2048, "side is %d pixels; it must be 16 to 2048", side);
    var parts = NAME.matcher(name);
    require(
        parts.matches() && NAMES.contains(parts.group("name")),
        "network \"%s\" is unknown; known are %s, and all but vit_… take a width, as in"
            + " resnet18*0.5",
        name,
        String.join(", ", NAMES));
    String plain = parts.group("name");
    String widthText = parts.group("width");
    double width = widthText == null ? 1 : Double.parseDouble(widthText);
    if (plain.startsWith("vit_")) {
      require(widthText == null, "network \"%s\" has a width; vit_… have none", name);
      return transformer(plain, side);
    }
    return convolutional(plain, name, width);
  }

  private static Network convolutional(String plain, String name, double width) {
    return switch (plain) {
      case "resnet18" -> ResidualNetworks.of(name, List.of(2, 2, 2, 2), false, width);
      case "resnet34" -> ResidualNetworks.of(name, List.of(3, 4, 6, 3), false, width);
      case "resnet50" -> ResidualNetworks.of(name, List.of(3, 4, 6, 3), true, width);
      case "resnet101" -> ResidualNetworks.of(name, List.of(3, 4, 23, 3), true, width);
      case "mobilenetv2_100" -> MobileNetworks.mobileNetV2(name, width);
      case "mobilenetv3_small_100" ->
          MobileNetworks.mobileNetV3(name, BlockSpec.mobileNetV3Small(), 576, width);
      case "mobilenetv3_large_100" ->
          MobileNetworks.mobileNetV3(name, BlockSpec.mobileNetV3Large(), 960, width);
      case "efficientnet_b0" -> MobileNetworks.efficientNet(name, width, 1);
      case "efficientnet_b1" -> MobileNetworks.efficientNet(name, width, 1.1);
      case "efficientnet_b2" -> MobileNetworks.efficientNet(name, 1.1 * width, 1.2);
      case "efficientnet_b3" -> MobileNetworks.efficientNet(name, 1.2 * width, 1.4);
      case "efficientnet_b4" -> MobileNetworks.efficientNet(name, 1.4 * width, 1.8);
      default -> throw new IllegalStateException("network \"" + plain + "\" is listed, not made");
    };
  }

  private static Network transformer(String name, int side) {
    int width = name.contains("tiny") ? 192 : name.contains("small") ? 384 : 768;
    int patch = name.contains("patch14") ? 14 : 16;
    return VisionTransformers.of(name, width, patch, side, name.endsWith("dinov2"));
  }
}
