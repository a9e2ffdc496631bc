package dev.eidetic.encode.preprocess;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.preprocess.Resize.Exact;
import dev.eidetic.encode.preprocess.Resize.LongestEdge;
import dev.eidetic.encode.preprocess.Resize.ShortestEdge;
import java.util.List;
import java.util.Locale;

/// What happens to a picture before a network sees it, in this order: resize, crop, rescale,
/// normalise, order the channels.
///
/// A pixel value `v`, 0 to 255, becomes `((float) (v * rescaleFactor) - mean) / std`; the product
/// is taken in double precision, the rest in single precision, as Hugging Face does.
///
/// @param interpolation used by `resize`
/// @param rescaleFactor usually 1/255; 1 leaves 0 to 255
/// @param mean of red, green, blue, in the unit after rescaling
/// @param std of red, green, blue, in the unit after rescaling, above 0
/// @param channelOrder of the tensor; `mean` and `std` are applied to the tensor's channels in its
///   order, so for BGR the first of them is blue's
public record Preprocessing(
    Resize resize,
    Interpolation interpolation,
    Crop crop,
    double rescaleFactor,
    List<Double> mean,
    List<Double> std,
    ChannelOrder channelOrder) {

  public Preprocessing {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    require(
        Double.isFinite(rescaleFactor) && rescaleFactor != 0,
        "rescale factor is %s; it must be finite and not zero",
        rescaleFactor);
    require(
        mean.size() == 3 && mean.stream().allMatch(Double::isFinite),
        "mean is %s; it must be three finite numbers",
        mean);
    require(
        std.size() == 3 && std.stream().allMatch(s -> Double.isFinite(s) && s.floatValue() > 0),
        "std is %s; it must be three numbers above 0",
        std);
  }

  /// What a decoder must leave of a picture's shorter side, in pixels, so that nothing visible is
  /// lost; `Integer.MAX_VALUE` where the full size counts.
  public int wantedSide() {
    return switch (resize) {
      case Resize.None() -> Integer.MAX_VALUE;
      case Exact(int width, int height) -> Math.max(width, height);
      case ShortestEdge(int pixels) -> pixels;
      case LongestEdge(int pixels) -> pixels;
    };
  }

  /// The same at another scale: resized and cropped sides times `scale`, rounded to the nearest.
  ///
  /// @param scale above 0; other than 1 only where the picture is resized
  public Preprocessing scaledBy(double scale) {
    if (scale == 1) {
      return this;
    }
    require(scale > 0 && scale <= 8, "scale is %s; it must be above 0 and at most 8", scale);
    Resize scaledResize =
        switch (resize) {
          case Resize.None() ->
              throw new IllegalArgumentException(
                  "scale is %s, but pictures are not resized; only scale 1 is possible"
                      .formatted(scale));
          case Exact(int width, int height) ->
              new Exact(scaled(width, scale), scaled(height, scale));
          case ShortestEdge(int pixels) -> new ShortestEdge(scaled(pixels, scale));
          case LongestEdge(int pixels) -> new LongestEdge(scaled(pixels, scale));
        };
    Crop scaledCrop =
        switch (crop) {
          case Crop.None() -> crop;
          case Crop.Center(int width, int height) ->
              new Crop.Center(scaled(width, scale), scaled(height, scale));
        };
    return new Preprocessing(
        scaledResize, interpolation, scaledCrop, rescaleFactor, mean, std, channelOrder);
  }

  /// One line that two preprocessings share exactly when they give the same tensors by definition;
  /// part of an embedding space's hash, so its form never changes.
  public String canonical() {
    String resizing =
        switch (resize) {
          case Resize.None() -> "none";
          case Exact(int width, int height) -> "exact " + width + "x" + height;
          case ShortestEdge(int pixels) -> "shortest " + pixels;
          case LongestEdge(int pixels) -> "longest " + pixels;
        };
    String cropping =
        switch (crop) {
          case Crop.None() -> "none";
          case Crop.Center(int width, int height) -> "center " + width + "x" + height;
        };
    return "resize=%s interpolation=%s crop=%s rescale=%s mean=%s std=%s channels=%s"
        .formatted(
            resizing,
            interpolation.name().toLowerCase(Locale.ROOT),
            cropping,
            rescaleFactor,
            joined(mean),
            joined(std),
            channelOrder.name().toLowerCase(Locale.ROOT));
  }

  private static int scaled(int pixels, double scale) {
    return Math.toIntExact(Math.max(1, Math.round(pixels * scale)));
  }

  private static String joined(List<Double> numbers) {
    return "%s,%s,%s".formatted(numbers.get(0), numbers.get(1), numbers.get(2));
  }
}
