package dev.eidetic.train.recipe;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.train.loss.ArcFaceLoss;
import dev.eidetic.train.loss.ByImage;
import dev.eidetic.train.loss.CircleLoss;
import dev.eidetic.train.loss.ClassMargins;
import dev.eidetic.train.loss.ContrastiveLoss;
import dev.eidetic.train.loss.CosFaceLoss;
import dev.eidetic.train.loss.CrossModalDistillation;
import dev.eidetic.train.loss.FastApLoss;
import dev.eidetic.train.loss.FeatureDistillation;
import dev.eidetic.train.loss.KoLeoLoss;
import dev.eidetic.train.loss.LiftedStructureLoss;
import dev.eidetic.train.loss.ListwiseApLoss;
import dev.eidetic.train.loss.Loss;
import dev.eidetic.train.loss.MultiSimilarityLoss;
import dev.eidetic.train.loss.NPairsLoss;
import dev.eidetic.train.loss.NormalizedSoftmaxLoss;
import dev.eidetic.train.loss.NtXentLoss;
import dev.eidetic.train.loss.ProxyAnchorLoss;
import dev.eidetic.train.loss.ProxyNcaLoss;
import dev.eidetic.train.loss.ProxyNcaPlusPlusLoss;
import dev.eidetic.train.loss.RecallAtKLoss;
import dev.eidetic.train.loss.SmoothApLoss;
import dev.eidetic.train.loss.SoftTripleLoss;
import dev.eidetic.train.loss.StructureDistillation;
import dev.eidetic.train.loss.SubCentreArcFaceLoss;
import dev.eidetic.train.loss.SupConLoss;
import dev.eidetic.train.loss.TripletMarginLoss;
import dev.eidetic.train.loss.VicRegLoss;
import dev.eidetic.train.loss.WeightedSum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Losses in one line: `arcface`, `arcface(margin=0.4, scale=32)`, `0.5*nt-xent(temperature=0.05) +
/// 30*koleo`. What is not given has its usual value.
public final class LossSyntax {

  /// All names.
  public static final List<String> NAMES =
      List.of(
          "contrastive",
          "triplet",
          "soft-triplet",
          "nt-xent",
          "image-nt-xent",
          "supcon",
          "multi-similarity",
          "circle",
          "n-pairs",
          "lifted",
          "proxy-nca",
          "proxy-nca++",
          "proxy-anchor",
          "softmax",
          "arcface",
          "cosface",
          "sub-arcface",
          "soft-triple",
          "smooth-ap",
          "fast-ap",
          "listwise-ap",
          "recall-at-k",
          "vicreg",
          "koleo",
          "feature-distillation",
          "structure-distillation",
          "cross-modal");

  private static final Pattern TERM =
      Pattern.compile(
          "\\s*((?<weight>[0-9.eE-]+)\\s*\\*\\s*)?(?<name>[a-z][a-z-]*(\\+\\+)?)\\s*"
              + "(\\((?<settings>[^()]*)\\))?\\s*");

  private LossSyntax() {}

  /// @throws IllegalArgumentException naming what is not understood
  public static Loss parse(String text) {
    var terms = new ArrayList<WeightedSum.Term>();
    // A plus between two terms has blanks around it; that of proxy-nca++ has none.
    for (String part : text.split("\\s\\+\\s", -1)) {
      terms.add(term(part));
    }
    boolean isAlone = terms.size() == 1 && terms.getFirst().weight() == 1;
    return isAlone ? terms.getFirst().loss() : new WeightedSum(terms);
  }

  private static WeightedSum.Term term(String text) {
    var parts = TERM.matcher(text);
    require(
        parts.matches() && NAMES.contains(parts.group("name")),
        "loss \"%s\" is unknown; known are %s, as in 0.5*nt-xent(temperature=0.05) + arcface",
        text.strip(),
        String.join(", ", NAMES));
    String weight = parts.group("weight");
    String settings = parts.group("settings");
    var given = new Given(parts.group("name"), settings == null ? "" : settings);
    var loss = loss(given);
    given.requireAllUsed();
    return new WeightedSum.Term(weight == null ? 1 : number("weight", weight), loss);
  }

  private static double number(String what, String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s is \"%s\"; it must be a number".formatted(what, text.strip()), e);
    }
  }

  private static Loss loss(Given given) {
    return switch (given.name) {
      case "contrastive" ->
          new ContrastiveLoss(given.number("positive", 0), given.number("negative", 1));
      case "triplet" -> new TripletMarginLoss(given.number("margin", 0.05), false);
      case "soft-triplet" -> new TripletMarginLoss(0, true);
      case "image-nt-xent" ->
          new ByImage(
              new NtXentLoss(given.number("temperature", NtXentLoss.DEFAULT.temperature())));
      case "nt-xent" -> new NtXentLoss(given.number("temperature", 0.07));
      case "supcon" -> new SupConLoss(given.number("temperature", 0.1));
      case "multi-similarity" ->
          new MultiSimilarityLoss(
              given.number("alpha", 2), given.number("beta", 50), given.number("base", 0.5));
      case "circle" -> new CircleLoss(given.number("margin", 0.4), given.number("scale", 80));
      case "n-pairs" -> new NPairsLoss();
      case "lifted" ->
          new LiftedStructureLoss(given.number("positive", 0), given.number("negative", 1));
      case "smooth-ap" -> new SmoothApLoss(given.number("temperature", 0.01));
      case "fast-ap" -> new FastApLoss((int) given.number("bins", 10));
      case "listwise-ap" ->
          new ListwiseApLoss(
              (int) given.number("bins", 25),
              given.number("least", 0),
              given.number("greatest", 1));
      case "recall-at-k" -> RecallAtKLoss.DEFAULT;
      case "vicreg" ->
          new VicRegLoss(
              given.number("invariance", 25),
              given.number("variance", 25),
              given.number("covariance", 1),
              1e-4);
      case "koleo" -> KoLeoLoss.DEFAULT;
      case "feature-distillation" -> new FeatureDistillation();
      case "structure-distillation" -> new StructureDistillation();
      case "cross-modal" -> new CrossModalDistillation(given.number("temperature", 0.07));
      default -> proxyLoss(given);
    };
  }

  private static Loss proxyLoss(Given given) {
    return switch (given.name) {
      case "proxy-nca" -> new ProxyNcaLoss(given.number("scale", 1));
      case "proxy-nca++" -> new ProxyNcaPlusPlusLoss(given.number("temperature", 1.0 / 9));
      case "proxy-anchor" ->
          new ProxyAnchorLoss(given.number("margin", 0.1), given.number("alpha", 32));
      case "softmax" -> new NormalizedSoftmaxLoss(given.number("temperature", 0.05));
      case "arcface" -> new ArcFaceLoss(given.number("margin", 0.5), given.number("scale", 64));
      case "cosface" -> new CosFaceLoss(given.number("margin", 0.35), given.number("scale", 64));
      case "sub-arcface" ->
          new SubCentreArcFaceLoss(
              new ClassMargins.Equal(given.number("margin", 0.5)),
              given.number("scale", 64),
              (int) given.number("centres", 3));
      case "soft-triple" ->
          new SoftTripleLoss(
              (int) given.number("centres", 10),
              given.number("lambda", 20),
              given.number("gamma", 0.1),
              given.number("margin", 0.01));
      default -> throw new IllegalStateException("loss \"" + given.name + "\" is listed, not made");
    };
  }

  /// Settings in parentheses.
  private static final class Given {

    private final String name;
    private final Map<String, Double> values = new LinkedHashMap<>();
    private final List<String> known = new ArrayList<>();

    Given(String name, String settings) {
      this.name = name;
      for (String setting : settings.isBlank() ? new String[0] : settings.split(",", -1)) {
        String[] sides = setting.split("=", -1);
        require(
            sides.length == 2,
            "setting \"%s\" of loss %s must be NAME=NUMBER",
            setting.strip(),
            name);
        values.put(
            sides[0].strip(), LossSyntax.number("setting \"" + sides[0].strip() + "\"", sides[1]));
      }
    }

    double number(String setting, double usual) {
      known.add(setting);
      return values.getOrDefault(setting, usual);
    }

    void requireAllUsed() {
      for (String setting : values.keySet()) {
        require(
            known.contains(setting),
            "loss %s has no setting \"%s\"; it has %s",
            name,
            setting,
            known.isEmpty() ? "none" : String.join(", ", known));
      }
    }
  }
}
