package dev.eidetic.evaluate;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.evaluate.AveragePrecisionAt.Divisor;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/// Reads the labels that [Metric#label] writes.
final class MetricLabels {

  private static final String KNOWN =
      "R@k, share@k, P@k, mP@k, mAP(trapezoid), mAP(plain), mAP@k, mAP@k(relevant), mAP@k(found),"
          + " MAP@R, R-precision, MRR, nDCG@k, N-S";

  private static final Pattern WITH_PLACES =
      Pattern.compile("(?<name>[a-z]+)@(?<k>[0-9]{1,9})(?<variant>\\([a-z]+\\))?");

  private MetricLabels() {}

  static void requirePlaces(int k) {
    require(k >= 1, "k is %d; it must be at least 1", k);
  }

  static Metric parse(String label) {
    String lower = label.strip().toLowerCase(Locale.ROOT);
    return switch (lower) {
      case "map(trapezoid)" -> AveragePrecision.TRAPEZOID;
      case "map(plain)" -> AveragePrecision.PLAIN_MEAN;
      case "map@r" -> new MapAtR();
      case "r-precision" -> new RPrecision();
      case "mrr" -> new ReciprocalRank();
      case "n-s" -> new NisterStewenius();
      default -> parseWithPlaces(label, lower);
    };
  }

  private static Metric parseWithPlaces(String label, String lower) {
    var parts = WITH_PLACES.matcher(lower);
    if (!parts.matches()) {
      throw unknown(label);
    }
    String variant = parts.group("variant");
    IntFunction<Metric> metric =
        switch (parts.group("name") + (variant == null ? "" : variant)) {
          case "r" -> RecallAt::new;
          case "share" -> ShareFoundAt::new;
          case "p" -> PrecisionAt::new;
          case "mp" -> RevisitedPrecisionAt::new;
          case "map" -> AveragePrecisionAt::new;
          case "map(relevant)" -> k -> new AveragePrecisionAt(k, Divisor.RELEVANT);
          case "map(found)" -> k -> new AveragePrecisionAt(k, Divisor.FOUND);
          case "ndcg" -> Ndcg::new;
          default -> throw unknown(label);
        };
    return metric.apply(Integer.parseInt(parts.group("k")));
  }

  private static IllegalArgumentException unknown(String label) {
    String hint =
        label.strip().equalsIgnoreCase("mAP")
            ? "; say which: published Oxford and Paris figures are mAP(trapezoid), most others"
                + " mAP(plain)"
            : "";
    return new IllegalArgumentException(
        "metric \"%s\" is unknown%s. Known, k being a number: %s".formatted(label, hint, KNOWN));
  }
}
