package dev.eidetic.train.loss;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Arrays;

/// Angular margins per class, in radians.
public sealed interface ClassMargins {

  /// The margin of each class.
  double[] radians(int classes);

  /// One margin for all.
  record Equal(double marginRadians) implements ClassMargins {
    public Equal {
      requireMargin(marginRadians);
    }

    @Override
    public double[] radians(int classes) {
      var margins = new double[classes];
      Arrays.fill(margins, marginRadians);
      return margins;
    }
  }

  /// Greater for classes with fewer images: straight in `images^(-1/4)`, from `least` for the
  /// largest class to `greatest` for the smallest. Ha et al., 2020,
  /// <https://arxiv.org/abs/2010.05350>, section 2.2.
  ///
  /// @param images of each class, each at least 1
  record ByCount(int[] images, double least, double greatest) implements ClassMargins {

    private static final double POWER = -0.25;

    public ByCount {
      requireMargin(least);
      requireMargin(greatest);
      require(least <= greatest, "least is %s; it must not exceed greatest, %s", least, greatest);
      require(
          images.length > 0 && Arrays.stream(images).allMatch(count -> count >= 1),
          "each of the %d classes must have at least 1 image",
          images.length);
    }

    @Override
    public double[] radians(int classes) {
      require(
          classes == images.length,
          "there are %d classes; margins are known for %d",
          classes,
          images.length);
      double[] rarity = Arrays.stream(images).mapToDouble(n -> Math.pow(n, POWER)).toArray();
      double low = Arrays.stream(rarity).min().orElseThrow();
      double high = Arrays.stream(rarity).max().orElseThrow();
      double span = Math.max(high - low, Double.MIN_NORMAL); // all classes alike: least
      return Arrays.stream(rarity)
          .map(r -> least + (greatest - least) * (r - low) / span)
          .toArray();
    }

    /// With the counts, as equal settings must read the same.
    @Override
    public String toString() {
      return "ByCount[%s, %s, %s]".formatted(Arrays.toString(images), least, greatest);
    }
  }

  private static void requireMargin(double radians) {
    require(
        0 <= radians && radians < Math.PI / 2,
        "margin is %s radians; it must be at least 0 and below pi/2",
        radians);
  }
}
