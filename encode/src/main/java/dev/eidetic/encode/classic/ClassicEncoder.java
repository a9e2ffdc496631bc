package dev.eidetic.encode.classic;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.EmbeddingSpace;
import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.image.Pixels;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A descriptor that needs no model: 493 numbers of gradients and colour.
///
/// The picture is scaled to 128 x 128, borders of one colour are cut off, and the frame closes
/// around what has gradients (`Framing`). The framed part is scaled to 64 x 64 and described by
/// five blocks:
///
/// | numbers | block | weight |
/// |---|---|---|
/// | 0 to 287 | fine gradients: 6 x 6 cells, 8 orientations, on 64 x 64 pixels | 1 |
/// | 288 to 415 | coarse gradients: 4 x 4 cells, 8 orientations, on 16 x 16 pixels | 0.3 |
/// | 416 to 437 | colour histogram: 22 soft bins | 0.08 |
/// | 438 to 485 | colour layout: 4 x 4 cells of CIELAB | 0.15 |
/// | 486 to 492 | width to height of the frame: 7 bells | 0.2 |
///
/// A weight is the block's share of the inner product of two vectors. Nothing is learned: the
/// weights and the few constants were set by hand on samples of Caltech-101, a clothing data set,
/// Omniglot and edited ImageNet photographs; docs/classic-encoder.md has the measurements.
///
/// A picture without gradients, of one colour or of one pixel, is described by colour and shape
/// alone. The vector depends on the pixels only: all arithmetic runs in fixed order in IEEE floats
/// or through `StrictMath`, so every machine computes the same bits. **Any change of the arithmetic
/// must raise the version in the description below**, which changes the hash of the space.
///
/// Immutable; any number of threads may encode at once. A picture costs about 1 MB of short-lived
/// memory (at most 5 MB), whatever its size.
public final class ClassicEncoder implements ImageEncoder {

  /// What the space's SHA-256 is taken of.
  private static final String DESCRIPTION =
      "eidetic classic encoder, version 1: working side 128, framed, fine gradients 6x6x8,"
          + " coarse gradients 4x4x8, colour histogram 22, colour layout 4x4x3, frame shape 7";

  private static final int WORKING_SIDE = 128;
  private static final int FRAMED_SIDE = 64;
  private static final int FINE_CELLS = 6;
  private static final int COARSE_CELLS = 4;

  private static final double FINE_WEIGHT = 1;
  private static final double COARSE_WEIGHT = 0.3;
  private static final double HISTOGRAM_WEIGHT = 0.08;
  private static final double LAYOUT_WEIGHT = 0.15;
  private static final double SHAPE_WEIGHT = 0.2;

  /// Gradients of this mean magnitude count half: the noise of a picture of one colour is about
  /// 0.003, photographs have 0.05 and more.
  private static final double GRADIENT_SOFTENING = 0.005;

  /// A colour layout of this length, in CIELAB units over all cells, counts half.
  private static final double LAYOUT_SOFTENING = 60;

  private static final int DIMENSION =
      FINE_CELLS * FINE_CELLS * OrientedGradients.ORIENTATIONS
          + COARSE_CELLS * COARSE_CELLS * OrientedGradients.ORIENTATIONS
          + ColourHistogram.BINS
          + ColourLayout.LENGTH
          + FrameShape.LENGTH;

  private final EmbeddingSpace space =
      new EmbeddingSpace("classic", DIMENSION, sha256(DESCRIPTION));

  /// Ready at once: there is nothing to load.
  public ClassicEncoder() {}

  @Override
  public EmbeddingSpace space() {
    return space;
  }

  @Override
  public int wantedSide() {
    return WORKING_SIDE;
  }

  /// Pictures are described one by one, so a batch gains nothing.
  @Override
  public int preferredBatch() {
    return 1;
  }

  @Override
  public List<float[]> encode(List<Pixels> pictures) {
    require(!pictures.isEmpty(), "there are 0 pictures to encode; give at least 1");
    var vectors = new ArrayList<float[]>(pictures.size());
    for (var picture : pictures) {
      vectors.add(describe(picture));
    }
    return vectors;
  }

  /// There is nothing to release.
  @Override
  public void close() {}

  private static float[] describe(Pixels picture) {
    var whole = Planes.of(picture, WORKING_SIDE);
    var frame = Framing.of(whole);
    var framed = whole.framed(frame, FRAMED_SIDE);
    var half = framed.halved();
    var colours = Lab.of(half);
    double ratio = frame.width() * picture.width() / (frame.height() * picture.height());
    var gradients = Gradients.of(framed);
    double strength = gradients.meanMagnitude();
    strength /= strength + GRADIENT_SOFTENING;
    float[] vector = new float[DIMENSION];
    int at = append(vector, 0, fine(gradients), strength * Math.sqrt(FINE_WEIGHT));
    at = append(vector, at, coarse(half.halved()), strength * Math.sqrt(COARSE_WEIGHT));
    at = append(vector, at, histogram(colours), Math.sqrt(HISTOGRAM_WEIGHT));
    at = append(vector, at, layout(colours), Math.sqrt(LAYOUT_WEIGHT));
    append(vector, at, shape(ratio), Math.sqrt(SHAPE_WEIGHT));
    Block.shorten(vector, 0);
    return vector;
  }

  private static float[] fine(Gradients gradients) {
    float[] block = OrientedGradients.histograms(gradients, FINE_CELLS);
    OrientedGradients.evenOut(block);
    Block.rootAndCentre(block);
    Block.shorten(block, 0);
    return block;
  }

  private static float[] coarse(Planes quarter) {
    float[] block = OrientedGradients.histograms(Gradients.of(quarter), COARSE_CELLS);
    Block.rootAndCentre(block);
    Block.shorten(block, 0);
    return block;
  }

  private static float[] histogram(Lab colours) {
    float[] block = ColourHistogram.of(colours);
    Block.rootAndCentre(block);
    Block.shorten(block, 0);
    return block;
  }

  private static float[] layout(Lab colours) {
    float[] block = ColourLayout.of(colours);
    Block.shorten(block, LAYOUT_SOFTENING);
    return block;
  }

  private static float[] shape(double ratio) {
    float[] block = FrameShape.of(ratio);
    Block.shorten(block, 0);
    return block;
  }

  private static int append(float[] vector, int at, float[] block, double factor) {
    for (int i = 0; i < block.length; i++) {
      vector[at + i] = (float) (block[i] * factor);
    }
    return at + block.length;
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256, which every JDK must have", e);
    }
  }
}
