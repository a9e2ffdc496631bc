package dev.eidetic.encode.preprocess;

import dev.eidetic.encode.EncodingException;
import dev.eidetic.encode.image.Pixels;
import dev.eidetic.encode.preprocess.Resize.Exact;
import dev.eidetic.encode.preprocess.Resize.LongestEdge;
import dev.eidetic.encode.preprocess.Resize.ShortestEdge;
import java.nio.FloatBuffer;

/// Does what a [Preprocessing] says. Immutable; any number of threads may use one.
public final class Preprocessor {

  /// The largest tensor made of one picture, in pixels: far more than any network takes, and small
  /// enough that a 1 x 100000 picture cannot exhaust the memory.
  public static final int MAX_PIXELS = 1 << 24;

  /// The longest side of a picture that is resized: twice what JPEG can store.
  public static final int MAX_PICTURE_SIDE = 1 << 17;

  private final Preprocessing preprocessing;

  /// What a pixel value becomes: tensor channel, then 0 to 255.
  private final float[][] values;

  private Preprocessor(Preprocessing preprocessing) {
    this.preprocessing = preprocessing;
    this.values = new float[3][256];
    for (int channel = 0; channel < 3; channel++) {
      float mean = preprocessing.mean().get(channel).floatValue();
      float std = preprocessing.std().get(channel).floatValue();
      for (int value = 0; value < 256; value++) {
        values[channel][value] = ((float) (value * preprocessing.rescaleFactor()) - mean) / std;
      }
    }
  }

  public static Preprocessor of(Preprocessing preprocessing) {
    return new Preprocessor(preprocessing);
  }

  public Preprocessing preprocessing() {
    return preprocessing;
  }

  /// The tensor's sides for a picture of the given sides.
  ///
  /// @throws EncodingException if it would have more than [#MAX_PIXELS]
  public TensorSize sizeFor(int width, int height) {
    var resized = resized(width, height);
    var size =
        switch (preprocessing.crop()) {
          case Crop.None() -> resized;
          case Crop.Center(int cropWidth, int cropHeight) -> new TensorSize(cropWidth, cropHeight);
        };
    boolean isSmallEnough =
        width <= MAX_PICTURE_SIDE
            && height <= MAX_PICTURE_SIDE
            && (long) size.width() * size.height() <= MAX_PIXELS
            && (long) size.width() * height <= MAX_PIXELS * 2L;
    if (!isSmallEnough) {
      throw new EncodingException(
          "picture of %d x %d would become a tensor of %s; sides may be up to %d, tensors up to %d pixels"
              .formatted(width, height, size, MAX_PICTURE_SIDE, MAX_PIXELS));
    }
    return size;
  }

  /// The tensor of one picture: three planes, each row after row.
  ///
  /// @return `3 * height * width` numbers, sides as [#sizeFor] says
  public float[] apply(Pixels picture) {
    var tensor = new float[sizeFor(picture.width(), picture.height()).numbers()];
    apply(picture, FloatBuffer.wrap(tensor), 0);
    return tensor;
  }

  /// Writes the tensor of one picture into a buffer; the buffer's position stays as it is.
  ///
  /// @param offset where the tensor begins, in numbers
  public void apply(Pixels picture, FloatBuffer target, int offset) {
    var size = sizeFor(picture.width(), picture.height());
    var resized = resized(picture.width(), picture.height());
    // Where the crop begins in the resized picture; negative where the picture is the smaller one.
    int cropLeft = Math.floorDiv(resized.width() - size.width(), 2);
    int cropTop = Math.floorDiv(resized.height() - size.height(), 2);
    var window =
        new TensorSize(
            Math.min(resized.width(), size.width()), Math.min(resized.height(), size.height()));
    byte[] rgb =
        Resampler.window(
            picture,
            preprocessing.interpolation(),
            resized,
            Math.max(0, cropLeft),
            Math.max(0, cropTop),
            window);
    if (!window.equals(size)) {
      rgb = onBlack(rgb, window, size, Math.max(0, -cropLeft), Math.max(0, -cropTop));
    }
    writePlanes(rgb, target, offset);
  }

  private static byte[] onBlack(byte[] rgb, TensorSize window, TensorSize size, int left, int top) {
    var padded = new byte[size.numbers()];
    for (int y = 0; y < window.height(); y++) {
      int to = 3 * ((top + y) * size.width() + left);
      System.arraycopy(rgb, 3 * y * window.width(), padded, to, 3 * window.width());
    }
    return padded;
  }

  private void writePlanes(byte[] rgb, FloatBuffer target, int offset) {
    int pixels = rgb.length / 3;
    var plane = new float[pixels];
    for (int channel = 0; channel < 3; channel++) {
      int color = preprocessing.channelOrder() == ChannelOrder.RGB ? channel : 2 - channel;
      float[] table = values[channel];
      for (int i = 0; i < pixels; i++) {
        plane[i] = table[rgb[3 * i + color] & 0xff];
      }
      target.put(offset + channel * pixels, plane);
    }
  }

  private TensorSize resized(int width, int height) {
    return switch (preprocessing.resize()) {
      case Resize.None() -> new TensorSize(width, height);
      case Exact(int exactWidth, int exactHeight) -> new TensorSize(exactWidth, exactHeight);
      case ShortestEdge(int pixels) ->
          width <= height
              ? new TensorSize(pixels, following(pixels, height, width))
              : new TensorSize(following(pixels, width, height), pixels);
      case LongestEdge(int pixels) ->
          width >= height
              ? new TensorSize(pixels, following(pixels, height, width))
              : new TensorSize(following(pixels, width, height), pixels);
    };
  }

  /// The side that keeps the shape when `given` becomes `pixels`, rounded down, at least 1. Never
  /// overflows to a negative: a side beyond `int` stays at its greatest value, which is refused or,
  /// where cropped, still exceeds every crop.
  private static int following(int pixels, int other, int given) {
    return (int) Math.max(1, (double) ((long) pixels * other) / given);
  }
}
