package dev.eidetic.encode.local.onnx;

import java.nio.FloatBuffer;

/// A picture as a graph gets it, and the way back to the picture's own coordinates.
///
/// @param tensor channels x tensorHeight x tensorWidth
/// @param tensorWidth pixels, as `tensorHeight`
/// @param usedWidth how much of the tensor the picture fills from the left, as `usedHeight` from
///   the top
/// @param width of the picture in which coordinates count, as `height`
record FeatureFrame(
    FloatBuffer tensor,
    int tensorWidth,
    int tensorHeight,
    int usedWidth,
    int usedHeight,
    int width,
    int height) {

  /// Whether a point of the tensor lies in the picture, and is a number.
  boolean contains(float x, float y) {
    return x >= -0.5f && x <= usedWidth - 0.5f && y >= -0.5f && y <= usedHeight - 0.5f;
  }

  /// Of a point of the tensor; the centre of the first pixel is 0 in both.
  float x(float tensorX) {
    return Math.clamp((tensorX + 0.5f) * width / usedWidth - 0.5f, 0, width - 1);
  }

  float y(float tensorY) {
    return Math.clamp((tensorY + 0.5f) * height / usedHeight - 0.5f, 0, height - 1);
  }
}
