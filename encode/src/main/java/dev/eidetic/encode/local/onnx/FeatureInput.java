package dev.eidetic.encode.local.onnx;

import dev.eidetic.encode.image.Pixels;
import dev.eidetic.encode.onnx.OnnxArray;
import dev.eidetic.encode.onnx.OnnxGraph;
import dev.eidetic.encode.onnx.TensorPort;
import dev.eidetic.encode.preprocess.Interpolation;
import dev.eidetic.encode.preprocess.Resampler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/// How a picture is laid into a graph's input.
///
/// Where the graph leaves its sides open, the picture is reduced until its longer side is at most
/// the limit, and then a little more, so that both sides are multiples of 32, which all known
/// networks take. Where sides are fixed, the picture is fitted into them, never enlarged, and its
/// last row and column are repeated.
///
/// @param channels 1 or 3
/// @param fixedWidth 0 where each run decides, as `fixedHeight`
/// @param side pixels, the longer one at most
record FeatureInput(
    String name, int channels, int fixedWidth, int fixedHeight, FeatureColours colours, int side) {

  private static final int MULTIPLE = 32;
  private static final int MOST_SIDE = 4096;

  static FeatureInput of(OnnxGraph graph, FeatureColours colours, int side) throws IOException {
    var inputs = graph.inputs();
    if (inputs.size() != 1) {
      throw new IOException(
          "model \"%s\" has %d inputs (%s); export the extractor alone, with one input [1, 3, H, W] or [1, 1, H, W]"
              .formatted(graph.name(), inputs.size(), TensorPort.listed(inputs)));
    }
    var input = inputs.getFirst();
    var shape = input.shape();
    boolean isPicture =
        input.type().equals("float")
            && shape.size() == 4
            && shape.get(0) <= 1
            && (shape.get(1) == 3 || shape.get(1) == 1 || shape.get(1) < 0)
            && shape.get(2) <= MOST_SIDE
            && shape.get(3) <= MOST_SIDE
            && shape.get(2) > 0 == shape.get(3) > 0;
    if (!isPicture) {
      throw new IOException(
          "model \"%s\": input is %s; it must be float [1, 3, H, W] or [1, 1, H, W], with sides of at most %d"
              .formatted(graph.name(), input, MOST_SIDE));
    }
    return new FeatureInput(
        input.name(),
        shape.get(1) == 1 ? 1 : 3,
        Math.toIntExact(Math.max(0, shape.get(3))),
        Math.toIntExact(Math.max(0, shape.get(2))),
        colours,
        side);
  }

  FeatureFrame frame(Pixels picture) {
    int longer = Math.max(picture.width(), picture.height());
    double reduction = Math.min(1, (double) side / longer);
    int width = scaled(picture.width(), reduction);
    int height = scaled(picture.height(), reduction);
    if (fixedWidth == 0) {
      return tensor(resized(picture, multiple(width), multiple(height)), width, height);
    }
    double fit =
        Math.min((double) fixedWidth / picture.width(), (double) fixedHeight / picture.height());
    double factor = Math.min(1, fit); // points of an enlarged picture crowd, and agree by chance
    var used =
        resized(
            picture,
            Math.min(fixedWidth, scaled(picture.width(), factor)),
            Math.min(fixedHeight, scaled(picture.height(), factor)));
    return tensor(used, width, height);
  }

  private static Pixels resized(Pixels picture, int width, int height) {
    return Resampler.resized(picture, Interpolation.BILINEAR, width, height);
  }

  private static int scaled(int side, double factor) {
    return Math.max(1, (int) Math.rint(side * factor));
  }

  private static int multiple(int side) {
    return Math.max(MULTIPLE, side / MULTIPLE * MULTIPLE);
  }

  private FeatureFrame tensor(Pixels used, int width, int height) {
    int tensorWidth = fixedWidth > 0 ? fixedWidth : used.width();
    int tensorHeight = fixedHeight > 0 ? fixedHeight : used.height();
    var tensor =
        ByteBuffer.allocateDirect(
                Math.multiplyExact(Float.BYTES * channels, tensorWidth * tensorHeight))
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    for (int channel = 0; channel < channels; channel++) {
      for (int y = 0; y < tensorHeight; y++) {
        int fromY = Math.min(y, used.height() - 1);
        for (int x = 0; x < tensorWidth; x++) {
          tensor.put(number(used, Math.min(x, used.width() - 1), fromY, channel));
        }
      }
    }
    return new FeatureFrame(
        tensor.flip(), tensorWidth, tensorHeight, used.width(), used.height(), width, height);
  }

  private float number(Pixels used, int x, int y, int channel) {
    if (channels == 3) {
      return colours.number(channel, used.at(x, y, channel));
    }
    return (0.299f * used.at(x, y, 0) + 0.587f * used.at(x, y, 1) + 0.114f * used.at(x, y, 2))
        / 255f;
  }

  Map<String, OnnxArray> arrays(FeatureFrame frame) {
    var shape =
        List.of(1L, (long) channels, (long) frame.tensorHeight(), (long) frame.tensorWidth());
    return Map.of(name, new OnnxArray(frame.tensor(), shape));
  }
}
