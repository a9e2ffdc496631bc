package dev.eidetic.train.recipe;

import dev.eidetic.train.augmentation.Augmentations;
import dev.eidetic.train.mining.Miner;
import dev.eidetic.train.mining.Miner.Hardness;
import dev.eidetic.train.network.EmbeddingHead;
import dev.eidetic.train.network.PoolingLayer;
import dev.eidetic.train.sampling.Sampler;
import dev.eidetic.train.torch.Arithmetic;
import dev.eidetic.train.trainer.Optimizer;
import dev.eidetic.train.trainer.RateFactors;
import dev.eidetic.train.trainer.Schedule;
import dev.eidetic.train.trainer.TrainingSettings;
import dev.eidetic.train.trainer.TrainingSettings.Batches;
import dev.eidetic.train.trainer.TrainingSettings.Descent;
import dev.eidetic.train.trainer.TrainingSettings.Model;
import dev.eidetic.train.trainer.TrainingSettings.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Turns a recipe into settings. All values that are wrong are reported together.
public final class RecipeReader {

  private static final Pattern SAMPLER =
      Pattern.compile(
          "(?<kind>per-class|shuffled|balanced) (?<first>[0-9]{1,5})(x(?<second>[0-9]{1,4}))?");

  private final Recipe recipe;
  private final List<String> problems = new ArrayList<>();

  private RecipeReader(Recipe recipe) {
    this.recipe = recipe;
  }

  /// @throws IllegalArgumentException naming every value that is wrong
  public static TrainingSettings settings(Recipe recipe) {
    var reader = new RecipeReader(recipe);
    reader.check();
    return reader.read();
  }

  /// Whether each image is its own class.
  public static boolean isUnlabelled(Recipe recipe) {
    return recipe.value("labels").equals("none");
  }

  /// Share of the classes to hold out.
  public static double heldOut(Recipe recipe) {
    return Double.parseDouble(recipe.value("held-out"));
  }

  /// Tries every value by itself, so that one wrong value does not hide the next.
  private void check() {
    for (String key :
        List.of(
            "rate",
            "last-rate",
            "warm-up",
            "backbone-rate",
            "loss-rate",
            "layer-decay",
            "decay",
            "longest-gradient",
            "average")) {
      attempt(key, Double::parseDouble, "it must be a number");
    }
    for (String key : List.of("side", "dimension", "memory", "views", "epochs")) {
      attempt(key, Integer::parseInt, "it must be a whole number");
    }
    attempt("seed", Long::parseLong, "it must be a whole number");
    attempt("held-out", RecipeReader::share, "it must be a number from 0 to below 1");
    attempt("pooling", RecipeReader::pooling, "it must be one of " + poolings());
    attempt("neck", RecipeReader::claim, "it must be yes or no");
    attempt("labels", RecipeReader::labels, "it must be classes or none");
    attempt(
        "sampler",
        RecipeReader::sampler,
        "it must be like per-class 8x4, shuffled 64 or balanced 64");
    attempt(
        "augmentation",
        RecipeReader::augmentations,
        "it must be none, plain, views, copies or everything");
    attempt("used-side", word -> usedSide(word, 1), "it must be same or a whole number");
    attempt("arithmetic", RecipeReader::arithmetic, "it must be single or mixed");
    attempt("optimizer", RecipeReader::optimizer, "it must be adamw, sgd or lars");
    attempt(
        "miner",
        word -> miner(word, 2),
        "it must be all, batch-hard, hard, semi-hard, easy, distance-weighted or multi-similarity");
    try {
      LossSyntax.parse(recipe.value("loss"));
    } catch (IllegalArgumentException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    refuseIfWrong();
  }

  private void attempt(String key, Function<String, ?> reading, String rule) {
    try {
      Object _ = reading.apply(recipe.value(key));
    } catch (IllegalArgumentException _) { // the rule says more than the parser
      problems.add("%s is \"%s\"; %s".formatted(key, recipe.value(key), rule));
    }
  }

  private void refuseIfWrong() {
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  private TrainingSettings read() {
    int side = whole("side");
    int usedSide = usedSide(recipe.value("used-side"), side);
    int dimension = whole("dimension");
    var head =
        new EmbeddingHead(
            pooling(recipe.value("pooling")),
            OptionalInt.of(dimension),
            claim(recipe.value("neck")),
            true);
    return new TrainingSettings(
        new Model(recipe.value("network"), head, side, usedSide),
        new Objective(
            LossSyntax.parse(recipe.value("loss")),
            miner(recipe.value("miner"), dimension),
            whole("memory")),
        new Batches(
            sampler(recipe.value("sampler")),
            augmentations(recipe.value("augmentation")),
            whole("views"),
            Math.max(side + side / 8, usedSide)),
        new Descent(
            optimizer(recipe.value("optimizer")),
            new Schedule(whole("epochs"), number("warm-up"), number("rate"), number("last-rate")),
            new RateFactors(number("backbone-rate"), 1, number("loss-rate"), number("layer-decay")),
            number("decay"),
            number("longest-gradient"),
            number("average"),
            arithmetic(recipe.value("arithmetic"))),
        Long.parseLong(recipe.value("seed")));
  }

  private int whole(String key) {
    return Integer.parseInt(recipe.value(key));
  }

  private double number(String key) {
    return Double.parseDouble(recipe.value(key));
  }

  private static double share(String word) {
    double share = Double.parseDouble(word);
    if (!(0 <= share && share < 1)) {
      throw new IllegalArgumentException(word);
    }
    return share;
  }

  private static int usedSide(String word, int side) {
    return word.equals("same") ? side : Integer.parseInt(word);
  }

  private static Arithmetic arithmetic(String word) {
    return switch (word) {
      case "single" -> Arithmetic.SINGLE;
      case "mixed" -> Arithmetic.MIXED;
      default -> throw new IllegalArgumentException(word);
    };
  }

  private static boolean claim(String word) {
    return switch (word) {
      case "yes" -> true;
      case "no" -> false;
      default -> throw new IllegalArgumentException(word);
    };
  }

  private static boolean labels(String word) {
    return switch (word) {
      case "classes" -> true;
      case "none" -> false;
      default -> throw new IllegalArgumentException(word);
    };
  }

  private static String poolings() {
    return Arrays.stream(PoolingLayer.values())
        .map(PoolingLayer::word)
        .collect(Collectors.joining(", "));
  }

  private static PoolingLayer pooling(String word) {
    return Arrays.stream(PoolingLayer.values())
        .filter(layer -> layer.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(word));
  }

  private static Sampler sampler(String word) {
    var parts = SAMPLER.matcher(word);
    if (!parts.matches()
        || parts.group("kind").equals("per-class") == (parts.group("second") == null)) {
      throw new IllegalArgumentException(word);
    }
    int first = Integer.parseInt(parts.group("first"));
    return switch (parts.group("kind")) {
      case "per-class" -> new Sampler.PerClass(first, Integer.parseInt(parts.group("second")));
      case "shuffled" -> new Sampler.Shuffled(first);
      default -> new Sampler.ClassBalanced(first);
    };
  }

  private static Augmentations augmentations(String word) {
    return switch (word) {
      case "none" -> Augmentations.NONE;
      case "plain" -> Augmentations.PLAIN;
      case "views" -> Augmentations.VIEWS;
      case "copies" -> Augmentations.COPIES;
      case "everything" -> Augmentations.EVERYTHING;
      default -> throw new IllegalArgumentException(word);
    };
  }

  private static Optimizer optimizer(String word) {
    return switch (word) {
      case "adamw" -> Optimizer.AdamW.DEFAULT;
      case "sgd" -> Optimizer.Sgd.DEFAULT;
      case "lars" -> Optimizer.Lars.DEFAULT;
      default -> throw new IllegalArgumentException(word);
    };
  }

  private static Miner miner(String word, int dimension) {
    return switch (word) {
      case "all" -> new Miner.All();
      case "batch-hard" -> new Miner.BatchHard();
      case "hard" -> new Miner.ByMargin(0.2, Hardness.HARD);
      case "semi-hard" -> new Miner.ByMargin(0.2, Hardness.SEMI_HARD);
      case "easy" -> new Miner.ByMargin(0.2, Hardness.EASY);
      case "distance-weighted" -> new Miner.DistanceWeighted(dimension, 0.5, 1.4, 0);
      case "multi-similarity" -> new Miner.MultiSimilarity(0.1);
      default -> throw new IllegalArgumentException(word);
    };
  }
}
