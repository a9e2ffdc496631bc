package dev.eidetic.encode.local.onnx;

/// What a graph's numbers mean.
enum FeatureColours {
  /// 0 to 1, red, green, blue, or gray by ITU-R BT.601 where a graph takes one channel.
  UNIT,
  /// The same less the mean of ImageNet's photographs, by their deviation.
  IMAGENET;

  private static final float[] MEANS = {0.485f, 0.456f, 0.406f};
  private static final float[] DEVIATIONS = {0.229f, 0.224f, 0.225f};

  /// @param value 0 to 255
  float number(int channel, int value) {
    float share = value / 255f;
    return switch (this) {
      case UNIT -> share;
      case IMAGENET -> (share - MEANS[channel]) / DEVIATIONS[channel];
    };
  }
}
