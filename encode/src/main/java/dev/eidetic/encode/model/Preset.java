package dev.eidetic.encode.model;

import dev.eidetic.encode.preprocess.ChannelOrder;
import dev.eidetic.encode.preprocess.Crop;
import dev.eidetic.encode.preprocess.Interpolation;
import dev.eidetic.encode.preprocess.Preprocessing;
import dev.eidetic.encode.preprocess.Resize;
import java.util.List;

/// Preprocessings in common use, for graphs that come without `preprocessor_config.json`.
public enum Preset {
  /// torchvision's: shortest edge to 8/7 of the side, bilinear, centre crop, ImageNet's mean and
  /// deviation.
  IMAGENET(Interpolation.BILINEAR, true, 8.0 / 7, 1.0 / 255, Colors.IMAGENET),
  /// The same with bicubic interpolation, as DINOv2 and most newer networks have it.
  IMAGENET_BICUBIC(Interpolation.BICUBIC, true, 8.0 / 7, 1.0 / 255, Colors.IMAGENET),
  /// Skewed to the square, ImageNet's mean and deviation, as SSCD has it.
  IMAGENET_SQUARE(Interpolation.BILINEAR, false, 1, 1.0 / 255, Colors.IMAGENET),
  /// CLIP's: shortest edge to the side, bicubic, centre crop, CLIP's mean and deviation.
  CLIP(Interpolation.BICUBIC, true, 1, 1.0 / 255, Colors.CLIP),
  /// Skewed to the square, bilinear, -1 to 1, as ViT, SigLIP and MobileNet have it.
  SYMMETRIC(Interpolation.BILINEAR, false, 1, 1.0 / 255, Colors.HALF),
  /// Skewed to the square, bilinear, 0 to 255: for graphs that normalise inside.
  RAW(Interpolation.BILINEAR, false, 1, 1, Colors.NONE);

  private final Interpolation interpolation;
  private final boolean isCropped;
  private final double margin;
  private final double rescaleFactor;
  private final Colors colors;

  Preset(
      Interpolation interpolation,
      boolean isCropped,
      double margin,
      double rescaleFactor,
      Colors colors) {
    this.interpolation = interpolation;
    this.isCropped = isCropped;
    this.margin = margin;
    this.rescaleFactor = rescaleFactor;
    this.colors = colors;
  }

  /// @param side of the square that the graph takes, in pixels; 224 is usual
  public Preprocessing preprocessing(int side) {
    return new Preprocessing(
        isCropped
            ? new Resize.ShortestEdge((int) Math.round(side * margin))
            : new Resize.Exact(side, side),
        interpolation,
        isCropped ? new Crop.Center(side, side) : new Crop.None(),
        rescaleFactor,
        colors.mean(),
        colors.std(),
        ChannelOrder.RGB);
  }

  /// Mean and deviation of the three channels, as published with the networks.
  private enum Colors {
    IMAGENET,
    CLIP,
    HALF,
    NONE;

    List<Double> mean() {
      return switch (this) {
        case IMAGENET -> List.of(0.485, 0.456, 0.406);
        case CLIP -> List.of(0.48145466, 0.4578275, 0.40821073);
        case HALF -> List.of(0.5, 0.5, 0.5);
        case NONE -> List.of(0.0, 0.0, 0.0);
      };
    }

    List<Double> std() {
      return switch (this) {
        case IMAGENET -> List.of(0.229, 0.224, 0.225);
        case CLIP -> List.of(0.26862954, 0.26130258, 0.27577711);
        case HALF -> List.of(0.5, 0.5, 0.5);
        case NONE -> List.of(1.0, 1.0, 1.0);
      };
    }
  }
}
