package dev.eidetic.train.augmentation;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.image.Pixels;
import java.util.List;
import java.util.SplittableRandom;

/// What happens to a picture, in order: a random part of it, resized, then changes.
///
/// @param leastArea share of the picture that the part has at least; 1 for the whole picture
/// @param changes after the crop
public record Augmentations(double leastArea, List<Augmentation> changes) {

  private static final double MOST_SKEWED = 4.0 / 3;

  /// Nothing but the resizing.
  public static final Augmentations NONE = new Augmentations(1, List.of());

  /// For classes: a part of at least a quarter, mirrored or not, mild jitter.
  public static final Augmentations PLAIN =
      new Augmentations(
          0.25, List.of(new Augmentation.Flip(0.5), new Augmentation.ColourJitter(0.8, 0.2, 0.02)));

  /// For two views of one image: SimCLR's, with a part of at least a fifth.
  public static final Augmentations VIEWS =
      new Augmentations(
          0.2,
          List.of(
              new Augmentation.Flip(0.5),
              new Augmentation.ColourJitter(0.8, 0.4, 0.1),
              new Augmentation.Grey(0.2),
              new Augmentation.Blur(0.3, 1.5)));

  /// For copies: what people do to images that they share.
  public static final Augmentations COPIES =
      new Augmentations(
          0.2,
          List.of(
              new Augmentation.Flip(0.5),
              new Augmentation.Rotation(0.2, 20),
              new Augmentation.ColourJitter(0.8, 0.4, 0.08),
              new Augmentation.Grey(0.15),
              new Augmentation.Screenshot(0.15),
              new Augmentation.Text(0.25),
              new Augmentation.Sticker(0.2),
              new Augmentation.Blur(0.25, 1.5),
              new Augmentation.Jpeg(0.3, 15),
              new Augmentation.Erasing(0.1, 0.2)));

  /// For encoders of every use: [#COPIES], and line drawings, turns and other grounds.
  public static final Augmentations EVERYTHING =
      new Augmentations(
          0.25,
          List.of(
              new Augmentation.Flip(0.5),
              new Augmentation.QuarterTurn(0.05),
              new Augmentation.Rotation(0.2, 25),
              new Augmentation.ColourJitter(0.7, 0.4, 0.06),
              new Augmentation.Grey(0.1),
              new Augmentation.Sketch(0.1),
              new Augmentation.Placement(0.12),
              new Augmentation.Screenshot(0.08),
              new Augmentation.Text(0.12),
              new Augmentation.Sticker(0.1),
              new Augmentation.Blur(0.15, 1.5),
              new Augmentation.Jpeg(0.15, 15),
              new Augmentation.Erasing(0.1, 0.2)));

  public Augmentations {
    require(
        0 < leastArea && leastArea <= 1,
        "leastArea is %s; it must be above 0 and at most 1",
        leastArea);
    changes = List.copyOf(changes);
  }

  /// Changes a picture.
  ///
  /// @param side of the result, in pixels
  public Canvas apply(Pixels picture, int side, SplittableRandom random) {
    var canvas = leastArea == 1 ? Canvas.of(picture, side) : part(picture, side, random);
    for (var change : changes) {
      change.apply(canvas, random);
    }
    return canvas;
  }

  /// A part of random area and shape: Szegedy et al., 2014, <https://arxiv.org/abs/1409.4842>,
  /// section 6.
  private Canvas part(Pixels picture, int side, SplittableRandom random) {
    double area = random.nextDouble(leastArea, 1) * picture.width() * picture.height();
    double reach = Math.log(MOST_SKEWED);
    double shape = Math.exp(random.nextDouble(-reach, reach));
    double width = Math.min(picture.width(), Math.sqrt(area * shape));
    double height = Math.min(picture.height(), Math.sqrt(area / shape));
    double left = random.nextDouble() * (picture.width() - width);
    double top = random.nextDouble() * (picture.height() - height);
    return Canvas.ofPart(picture, left, top, width, height, side);
  }
}
