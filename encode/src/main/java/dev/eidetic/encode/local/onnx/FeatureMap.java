package dev.eidetic.encode.local.onnx;

import dev.eidetic.encode.EncodingException;
import dev.eidetic.encode.onnx.OnnxArray;
import java.util.Arrays;

/// A map of a picture: some numbers for each place.
///
/// @param numbers channels x height x width
@SuppressWarnings("ArrayRecordComponent")
record FeatureMap(float[] numbers, int channels, int width, int height) {

  /// @throws EncodingException if the array is no map
  static FeatureMap of(String model, String output, OnnxArray array) {
    var shape = array.shape();
    if (shape.size() != 4 || shape.getFirst() != 1 || shape.stream().anyMatch(side -> side < 1)) {
      throw new EncodingException(
          "model \"%s\": output \"%s\" has shape %s; it must be [1, C, H, W]"
              .formatted(model, output, shape));
    }
    return new FeatureMap(
        array.floats(),
        Math.toIntExact(shape.get(1)),
        Math.toIntExact(shape.get(3)),
        Math.toIntExact(shape.get(2)));
  }

  boolean isLike(FeatureMap other) {
    return width == other.width && height == other.height;
  }

  /// For messages.
  String sides() {
    return width + " x " + height;
  }

  /// @param place `y * width + x`
  float at(int channel, int place) {
    return numbers[channel * width * height + place];
  }

  /// All channels at a point between places, bilinear; beyond the border as on it.
  float[] between(float x, float y) {
    float inX = Math.clamp(x, 0, width - 1);
    float inY = Math.clamp(y, 0, height - 1);
    int left = Math.min((int) inX, Math.max(0, width - 2));
    int top = Math.min((int) inY, Math.max(0, height - 2));
    int right = Math.min(left + 1, width - 1);
    int bottom = Math.min(top + 1, height - 1);
    float toRight = inX - left;
    float down = inY - top;
    var values = new float[channels];
    for (int channel = 0; channel < channels; channel++) {
      float above =
          (1 - toRight) * at(channel, top * width + left)
              + toRight * at(channel, top * width + right);
      float below =
          (1 - toRight) * at(channel, bottom * width + left)
              + toRight * at(channel, bottom * width + right);
      values[channel] = (1 - down) * above + down * below;
    }
    return values;
  }

  /// Places of the first channel that are at least `least` and not below any other within `radius`
  /// rows and columns.
  int[] peaks(int radius, float least) {
    float[] rows = widest(numbers, radius, 1, width, height, width);
    float[] squares = widest(rows, radius, width, height, width, 1);
    var peaks = new int[width * height];
    int count = 0;
    for (int place = 0; place < width * height; place++) {
      if (numbers[place] >= least && numbers[place] == squares[place]) {
        peaks[count++] = place;
      }
    }
    return Arrays.copyOf(peaks, count);
  }

  /// The greatest within `radius` steps, line by line.
  private static float[] widest(
      float[] from, int radius, int step, int length, int lines, int lineStep) {
    var widest = new float[length * lines];
    for (int line = 0; line < lines; line++) {
      for (int i = 0; i < length; i++) {
        float greatest = Float.NEGATIVE_INFINITY;
        int end = Math.min(length - 1, i + radius);
        for (int j = Math.max(0, i - radius); j <= end; j++) {
          greatest = Math.max(greatest, from[line * lineStep + j * step]);
        }
        widest[line * lineStep + i * step] = greatest;
      }
    }
    return widest;
  }
}
