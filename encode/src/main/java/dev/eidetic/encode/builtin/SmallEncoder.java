package dev.eidetic.encode.builtin;

import dev.eidetic.encode.EmbeddingSpace;
import dev.eidetic.encode.EncodingException;
import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.classic.ClassicEncoder;
import dev.eidetic.encode.image.Pixels;
import dev.eidetic.encode.model.Preset;
import dev.eidetic.encode.onnx.EncoderSettings;
import dev.eidetic.encode.onnx.OnnxImageEncoder;
import dev.eidetic.encode.onnx.OnnxModel;
import dev.eidetic.encode.pooling.Pooling;
import dev.eidetic.encode.whitening.Whitening;
import dev.eidetic.vectors.AffineProjection;
import dev.eidetic.vectors.Kernels;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The encoder that comes with the program: 256 numbers, about what is in a picture and how it
/// looks.
///
/// A small network (MobileNetV2 of full width at 160 x 160 pixels, GeM) gives 256 numbers, the
/// [ClassicEncoder] its 493; both of unit length, side by side, they are projected to the 256
/// principal components of pictures trained on. What it was trained on, how, and how well it does
/// is said in docs/small-encoder.md.
///
/// Any number of threads may encode at once. Needs ONNX Runtime's native library.
public final class SmallEncoder implements ImageEncoder {

  /// What it is called.
  public static final String NAME = "eidetic-small";

  /// Numbers of a vector.
  public static final int DIMENSION = 256;

  /// Pixels of the square that the network sees.
  public static final int SIDE = 160;

  /// The space of its vectors; nothing is loaded to tell it.
  public static final EmbeddingSpace SPACE =
      new EmbeddingSpace(
          NAME, DIMENSION, "4b1ca2bdacadec078a270d867dec24ccfd1e051dbf30b50c1ada966ca34d425e");

  private static final String GRAPH = "model.onnx";
  private static final String PROJECTION = "projection.bin";

  /// The name that [dev.eidetic.encode.onnx] knows the graph's output by.
  private static final String OUTPUT = "embedding";

  private final ImageEncoder network;
  private final ClassicEncoder classic = new ClassicEncoder();
  private final AffineProjection projection;

  private SmallEncoder(ImageEncoder network, AffineProjection projection) {
    this.network = network;
    this.projection = projection;
  }

  /// Loads the model; the caller closes it.
  ///
  /// @throws UncheckedIOException if the program lacks its files
  public static SmallEncoder open() {
    try {
      var projection = Whitening.parse(PROJECTION, resource(PROJECTION));
      return new SmallEncoder(network(resource(GRAPH)), projection);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The network alone.
  ///
  /// @param graph ONNX with an output `embedding` for pictures of [#SIDE] pixels
  /// @throws IOException if it is no such graph
  public static ImageEncoder network(byte[] graph) throws IOException {
    var settings =
        new EncoderSettings(
            Preset.IMAGENET_SQUARE.preprocessing(SIDE),
            OUTPUT,
            new Pooling.AsIs(),
            List.of(1.0),
            false,
            Optional.empty());
    var model = OnnxModel.of(graph, NAME);
    try {
      return new OnnxImageEncoder(model, settings, sha256(List.of(graph)));
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /// A vector of the network and one of the [ClassicEncoder], side by side.
  public static float[] joined(float[] learned, float[] classic) {
    float[] joined = Arrays.copyOf(learned, learned.length + classic.length);
    System.arraycopy(classic, 0, joined, learned.length, classic.length);
    return joined;
  }

  /// The hash of the space as the files shape it; [#SPACE] has it, as a test sees to.
  static String hash() throws IOException {
    return sha256(
        List.of(
            NAME.getBytes(StandardCharsets.UTF_8),
            resource(GRAPH),
            resource(PROJECTION),
            new ClassicEncoder().space().sha256().getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] resource(String name) throws IOException {
    try (var stream = SmallEncoder.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new FileNotFoundException("the program lacks its model's file " + name);
      }
      return stream.readAllBytes();
    }
  }

  private static String sha256(List<byte[]> parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      parts.forEach(digest::update);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public EmbeddingSpace space() {
    return SPACE;
  }

  @Override
  public int wantedSide() {
    return Math.max(network.wantedSide(), classic.wantedSide());
  }

  @Override
  public int preferredBatch() {
    return network.preferredBatch();
  }

  @Override
  public List<float[]> encode(List<Pixels> pictures) {
    var learned = network.encode(pictures);
    var described = classic.encode(pictures);
    var vectors = new ArrayList<float[]>(pictures.size());
    for (int i = 0; i < pictures.size(); i++) {
      float[] vector = projection.apply(joined(learned.get(i), described.get(i)));
      if (!Kernels.normalize(vector)) {
        throw new EncodingException(
            "picture %d of %d has a vector of no length".formatted(i + 1, pictures.size()));
      }
      vectors.add(vector);
    }
    return vectors;
  }

  @Override
  public void close() {
    network.close();
  }
}
