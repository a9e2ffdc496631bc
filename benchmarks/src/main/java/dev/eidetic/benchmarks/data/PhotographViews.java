package dev.eidetic.benchmarks.data;

import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.encode.image.Pixels;
import dev.eidetic.encode.onnx.EncoderSettings;
import dev.eidetic.encode.onnx.OnnxImageEncoder;
import dev.eidetic.encode.onnx.OnnxModel;
import dev.eidetic.encode.pooling.Pooling;
import dev.eidetic.encode.preprocess.ChannelOrder;
import dev.eidetic.encode.preprocess.Crop;
import dev.eidetic.encode.preprocess.Interpolation;
import dev.eidetic.encode.preprocess.Preprocessing;
import dev.eidetic.encode.preprocess.Resize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Embeds photographs and parts of them with MobileNetV2, on the calling thread.
final class PhotographViews implements AutoCloseable {

  static final int DIMENSION = 1280;

  private final ImageDecoder decoder = ImageDecoders.standard(DecodeLimits.DEFAULT);
  private final OnnxImageEncoder encoder;
  private final int views;

  /// @param side of the square that the network sees, in pixels
  /// @param views of each photograph: itself, and `views - 1` parts of it
  PhotographViews(Path shared, int side, int views) throws IOException {
    var graph = shared.resolve("data/weights/mobilenet_v2_1.0_224/model.onnx");
    var halves = List.of(0.5, 0.5, 0.5);
    var preprocessing =
        new Preprocessing(
            new Resize.Exact(side, side),
            Interpolation.BILINEAR,
            new Crop.None(),
            1 / 255.0,
            halves,
            halves,
            ChannelOrder.RGB);
    var settings =
        new EncoderSettings(
            preprocessing, "embedding", new Pooling.AsIs(), List.of(1.0), false, Optional.empty());
    this.encoder =
        new OnnxImageEncoder(OnnxModel.open(graph, "mobilenet-v2"), settings, "0".repeat(64));
    this.views = views;
  }

  /// One vector per view, photograph after photograph; those that cannot be decoded are left out.
  List<float[]> embeddings(List<Path> photographs) throws IOException {
    var vectors = new ArrayList<float[]>();
    for (var photograph : photographs) {
      try {
        var whole = decoder.decode(Files.readAllBytes(photograph), Integer.MAX_VALUE).pixels();
        var pictures = new ArrayList<Pixels>();
        pictures.add(whole);
        var random = new Random(photograph.getFileName().toString().hashCode());
        for (int view = 1; view < views; view++) {
          pictures.add(part(whole, random));
        }
        vectors.addAll(encoder.encode(pictures));
      } catch (ImageRefusedException _) {
        // some of the photographs are corrupt on purpose
      }
    }
    return vectors;
  }

  /// A random rectangle of 30 to 80 % of the area, its sides in about the picture's ratio.
  private static Pixels part(Pixels whole, Random random) {
    double area = random.nextDouble(0.3, 0.8);
    double stretch = random.nextDouble(0.85, 1.18);
    int width = side(whole.width(), Math.sqrt(area) * stretch);
    int height = side(whole.height(), Math.sqrt(area) / stretch);
    int left = random.nextInt(whole.width() - width + 1);
    int top = random.nextInt(whole.height() - height + 1);
    return whole.part(left, top, width, height);
  }

  private static int side(int whole, double share) {
    return Math.clamp(Math.round(whole * share), 1, whole);
  }

  @Override
  public void close() {
    encoder.close();
  }
}
