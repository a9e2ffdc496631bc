package dev.eidetic.benchmarks.geometry;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.rerank.TimeBudget;
import dev.eidetic.rerank.geometry.ModelKind;
import dev.eidetic.rerank.geometry.PointPairs;
import dev.eidetic.rerank.geometry.RobustFit;
import dev.eidetic.rerank.geometry.RobustSettings;
import dev.eidetic.rerank.geometry.Transform;
import dev.eidetic.rerank.matching.MatchSettings;
import dev.eidetic.rerank.matching.NearestMatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The wall of the Graffiti series seen from two places, whose true homography is known: with many
/// seeds, how far the corners are from where they belong, and how many pairs agree.
final class GraffitiComparison {

  private static final double RIGHT = 3; // pixels

  private final LocalFeatures left;
  private final LocalFeatures right;
  private final PointPairs pairs;
  private final Transform truth;

  /// @param photographs at their full size
  GraffitiComparison(Path geom, Photograph photographs) throws IOException {
    var samples = geom.resolve("opencv-samples");
    left = photographs.features(samples.resolve("graf1.png"));
    right = photographs.features(samples.resolve("graf3.png"));
    pairs = new NearestMatcher(MatchSettings.RATIO).match(left, right).pairs(left, right);
    truth = trueHomography(samples.resolve("H1to3p.xml"));
  }

  private static Transform trueHomography(Path file) throws IOException {
    var data = Pattern.compile("<data>(.*)</data>", Pattern.DOTALL).matcher(Files.readString(file));
    require(data.find(), "%s has no <data>", file);
    var numbers =
        Arrays.stream(data.group(1).strip().split("\\s+"))
            .mapToDouble(Double::parseDouble)
            .toArray();
    return new Transform(ModelKind.HOMOGRAPHY, numbers);
  }

  String run(int seeds) {
    var text = new StringBuilder();
    text.append(
        "graf1 against graf3: %d and %d features, %d pairs, %d of them right%n"
            .formatted(left.count(), right.count(), pairs.count(), inliers(truth, RIGHT)));
    for (double threshold : new double[] {1.5, 3, 4}) {
      var settings = RobustSettings.of(ModelKind.HOMOGRAPHY).withThreshold(threshold);
      text.append(
          row(
              "Eidetic",
              settings,
              seeds,
              s -> RobustFit.of(pairs, s, TimeBudget.unlimited()).model()));
      text.append(
          row("OpenCV USAC_MAGSAC", settings, seeds, s -> OpenCvMagsac.homography(pairs, s)));
    }
    return text.toString();
  }

  private String row(
      String who,
      RobustSettings settings,
      int seeds,
      Function<RobustSettings, Optional<Transform>> method) {
    int within = 0;
    var errors = new double[seeds];
    var inliers = new double[seeds];
    long start = System.nanoTime();
    for (int seed = 0; seed < seeds; seed++) {
      var model = method.apply(settings.withSeed(seed + 1));
      errors[seed] = model.map(this::cornerError).orElse(Double.POSITIVE_INFINITY);
      inliers[seed] = model.map(m -> inliers(m, settings.threshold())).orElse(0);
      within += errors[seed] < RIGHT ? 1 : 0;
    }
    double millis = (System.nanoTime() - start) / 1e6 / seeds;
    Arrays.sort(errors);
    return String.format(
        Locale.ROOT,
        "  %-20s threshold %.1f: %d of %d within 3 px, median %.2f px, worst %.2f px, %.1f inliers"
            + " (fewest %.0f), %.2f ms%n",
        who,
        settings.threshold(),
        within,
        seeds,
        errors[seeds / 2],
        errors[seeds - 1],
        Arrays.stream(inliers).average().orElse(0),
        Arrays.stream(inliers).min().orElse(0),
        millis);
  }

  /// The mean distance of the left picture's four corners from where they belong.
  private double cornerError(Transform model) {
    double sum = 0;
    for (int corner = 0; corner < 4; corner++) {
      double x = (corner & 1) == 0 ? 0 : left.width() - 1.0;
      double y = (corner & 2) == 0 ? 0 : left.height() - 1.0;
      double[] found = model.map(x, y);
      double[] expected = truth.map(x, y);
      sum += Math.hypot(found[0] - expected[0], found[1] - expected[1]) / 4;
    }
    return sum;
  }

  private int inliers(Transform model, double threshold) {
    int count = 0;
    for (int i = 0; i < pairs.count(); i++) {
      double error =
          model.squaredError(pairs.leftX(i), pairs.leftY(i), pairs.rightX(i), pairs.rightY(i));
      count += error < threshold * threshold ? 1 : 0;
    }
    return count;
  }
}
