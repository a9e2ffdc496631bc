package dev.eidetic.train.augmentation;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.SplittableRandom;

/// A random change of a picture. Immutable; the same random numbers give the same change.
///
/// `probability` says how often it happens at all.
public sealed interface Augmentation {

  /// Changes the canvas in place.
  void apply(Canvas canvas, SplittableRandom random);

  /// Mirrored left to right.
  record Flip(double probability) implements Augmentation {
    public Flip {
      requireProbability(probability);
    }

    @Override
    public void apply(Canvas canvas, SplittableRandom random) {
      if (random.nextDouble() < probability) {
        Geometry.mirror(canvas);
      }
    }
  }

  /// Turned by up to some degrees either way; corners show the edge's colours.
  record Rotation(double probability, double degrees) implements Augmentation {
    public Rotation {
      requireProbability(probability);
    }

    @Override
    public void apply(Canvas canvas, SplittableRandom random) {
      if (random.nextDouble() < probability) {
        Geometry.rotate(canvas, Math.toRadians(random.nextDouble(-degrees, degrees)));
      }
    }
  }

  /// Brightness, contrast and saturation times up to `1 +- strength`, hue by up to a fraction of
  /// the circle: the jitter of SimCLR (Chen et al., 2020, <https://arxiv.org/abs/2002.05709>,
  /// appendix A).
  record ColourJitter(double probability, double strength, double hue) implements Augmentation {
    public ColourJitter {
      requireProbability(probability);
      require(0 <= strength && strength <= 1, "strength is %s; it must be 0 to 1", strength);
      require(0 <= hue && hue <= 0.5, "hue is %s; it must be 0 to 0.5", hue);
    }

    @Override
    public void apply(Canvas canvas, SplittableRandom random) {
      if (random.nextDouble() < probability) {
        Colours.scale(canvas, factor(random));
        Colours.contrast(canvas, factor(random));
        Colours.saturate(canvas, factor(random));
        Colours.turnHue(canvas, hue * (2 * random.nextDouble() - 1));
        Colours.hold(canvas);
      }
    }

    private double factor(SplittableRandom random) {
      return 1 + strength * (2 * random.nextDouble() - 1);
    }
  }

  /// Without colours.
  record Grey(double probability) implements Augmentation {
    public Grey {
      requireProbability(probability);
    }

    @Override
    public void apply(Canvas canvas, SplittableRandom random) {
      if (random.nextDouble() < probability) {
        Colours.saturate(canvas, 0);
      }
    }
  }

  /// Blurred by a Gaussian of 0.1 to `widest` pixels.
  record Blur(double probability, double widest) implements Augmentation {
    public Blur {
      requireProbability(probability);
      require(widest > 0.1 && widest <= 16, "widest is %s; it must be 0.1 to 16 pixels", widest);
    }

    @Override
    public void apply(Canvas canvas, SplittableRandom random) {
      if (random.nextDouble() < probability) {
        Geometry.blur(canvas, random.nextDouble(0.1, widest));
      }
    }
  }

  /// A rectangle of 2 to `largest` of the area filled with noise: Zhong et al., 2017,
  /// <https://arxiv.org/abs/1708.04896>.
  record Erasing(double probability, double largest) implements Augmentation {
    public Erasing {
      requireProbability(probability);
      require(0.02 < largest && largest < 1, "largest is %s; it must be 0.02 to 1", largest);
    }

    @Override
    public void apply(Canvas canvas, SplittableRandom random) {
      if (random.nextDouble() < probability) {
        Overlays.erase(canvas, random.nextDouble(0.02, largest), random);
      }
    }
  }

  /// Lines of letter-like marks, as captions are laid over shared copies.
  record Text(double probability) implements Augmentation {
    public Text {
      requireProbability(probability);
    }

    @Override
    public void apply(Canvas canvas, SplittableRandom random) {
      if (random.nextDouble() < probability) {
        Overlays.write(canvas, random);
      }
    }
  }

  /// A disc of one colour, partly transparent, as stickers are.
  record Sticker(double probability) implements Augmentation {
    public Sticker {
      requireProbability(probability);
    }

    @Override
    public void apply(Canvas canvas, SplittableRandom random) {
      if (random.nextDouble() < probability) {
        Overlays.stick(canvas, random);
      }
    }
  }

  /// The picture made smaller, on a screen with bars above and below.
  record Screenshot(double probability) implements Augmentation {
    public Screenshot {
      requireProbability(probability);
    }

    @Override
    public void apply(Canvas canvas, SplittableRandom random) {
      if (random.nextDouble() < probability) {
        Overlays.screenshot(canvas, random);
      }
    }
  }

  /// Turned by one, two or three quarters of a circle.
  record QuarterTurn(double probability) implements Augmentation {
    public QuarterTurn {
      requireProbability(probability);
    }

    @Override
    public void apply(Canvas canvas, SplittableRandom random) {
      if (random.nextDouble() < probability) {
        Geometry.turn(canvas, random.nextInt(1, 4));
      }
    }
  }

  /// A line drawing: dark strokes on paper where brightness changes, sometimes the reverse.
  record Sketch(double probability) implements Augmentation {
    public Sketch {
      requireProbability(probability);
    }

    @Override
    public void apply(Canvas canvas, SplittableRandom random) {
      if (random.nextDouble() < probability) {
        Drawing.sketch(canvas, random.nextDouble(2, 6), random.nextDouble() < 0.15);
      }
    }
  }

  /// The picture made smaller and laid somewhere on a ground of its own, plain or in stripes, as
  /// goods lie on paper or stand on shelves.
  record Placement(double probability) implements Augmentation {
    public Placement {
      requireProbability(probability);
    }

    @Override
    public void apply(Canvas canvas, SplittableRandom random) {
      if (random.nextDouble() < probability) {
        Overlays.place(canvas, random);
      }
    }
  }

  /// The losses of JPEG: 8 x 8 blocks, cosine transform, quantization by the standard's table for
  /// brightness (ITU-T T.81, annex K) on all three channels, at a quality from `lowest` to 90.
  record Jpeg(double probability, int lowest) implements Augmentation {
    public Jpeg {
      requireProbability(probability);
      require(1 <= lowest && lowest < 90, "lowest is %d; it must be 1 to 89", lowest);
    }

    @Override
    public void apply(Canvas canvas, SplittableRandom random) {
      if (random.nextDouble() < probability) {
        BlockQuantization.apply(canvas, random.nextInt(lowest, 91));
      }
    }
  }

  private static void requireProbability(double probability) {
    require(
        0 <= probability && probability <= 1, "probability is %s; it must be 0 to 1", probability);
  }
}
