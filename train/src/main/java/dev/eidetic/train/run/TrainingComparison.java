package dev.eidetic.train.run;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.train.recipe.Recipe;
import dev.eidetic.train.recipe.RecipeReader;
import dev.eidetic.train.torch.LibTorch;
import dev.eidetic.train.trainer.EpochReport;
import dev.eidetic.train.trainer.Trainer;
import dev.eidetic.train.trainer.TrainingInputs;
import dev.eidetic.train.trainer.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Losses side by side as "A Metric Learning Reality Check" asks (Musgrave et al., 2020,
/// <https://arxiv.org/abs/2003.08505>): same network, same data, same classes held out, same number
/// of steps, several seeds, and the figures of the last epoch, as choosing the best epoch by the
/// classes measured on would flatter all.
///
/// A comparison that was stopped goes on where it stood.
public final class TrainingComparison {

  /// The label of the network before any training.
  public static final String UNTRAINED = "(untrained)";

  private static final int CHECKPOINT_STEPS = 1_000_000;

  /// Student's t for a two-sided 95 %, by degrees of freedom from 1 on.
  private static final double[] STUDENT = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262
  };

  private TrainingComparison() {}

  /// What to compare.
  ///
  /// @param recipe that all share
  /// @param losses as [dev.eidetic.train.recipe.LossSyntax] reads them
  /// @param seeds 2 to 10
  /// @param work folder for pixels and checkpoints
  public record Request(
      Recipe recipe, List<String> losses, int seeds, Path data, Set<String> exclude, Path work) {
    public Request {
      losses = List.copyOf(losses);
      require(!losses.isEmpty(), "there are no losses to compare");
      require(2 <= seeds && seeds <= 10, "seeds is %d; there must be 2 to 10", seeds);
    }
  }

  /// A figure over seeds.
  ///
  /// @param mean over the seeds
  /// @param reach of its 95 % confidence interval to either side, by Student's t
  public record Figure(double mean, double reach) {

    static Figure of(List<Double> values) {
      int count = values.size();
      double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
      double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
      double deviation = Math.sqrt(squares / (count - 1));
      return new Figure(mean, STUDENT[count - 2] * deviation / Math.sqrt(count));
    }
  }

  /// One loss.
  ///
  /// @param metrics by label
  public record Row(String loss, Map<String, Figure> metrics) {}

  /// @param notes hears what is done
  /// @return the untrained network first, then the losses in order
  public static List<Row> run(Request request, int threads, Consumer<String> notes)
      throws IOException, InterruptedException {
    LibTorch.use(threads);
    Files.createDirectories(request.work());
    var rows = new ArrayList<Row>();
    rows.add(row(request, UNTRAINED, notes));
    for (String loss : request.losses()) {
      rows.add(row(request, loss, notes));
    }
    return rows;
  }

  private static Row row(Request request, String loss, Consumer<String> notes)
      throws IOException, InterruptedException {
    var values = new LinkedHashMap<String, List<Double>>();
    for (int seed = 1; seed <= request.seeds(); seed++) {
      boolean isUntrained = loss.equals(UNTRAINED);
      var recipe =
          request
              .recipe()
              .with(
                  isUntrained
                      ? Map.of("seed", String.valueOf(seed))
                      : Map.of("seed", String.valueOf(seed), "loss", loss));
      var metrics = metrics(request, recipe, isUntrained, "%s-%d".formatted(slug(loss), seed));
      notes.accept("%s, seed %d: %s".formatted(loss, seed, metrics));
      metrics.forEach(
          (label, value) -> values.computeIfAbsent(label, _ -> new ArrayList<>()).add(value));
    }
    var figures = new LinkedHashMap<String, Figure>();
    values.forEach((label, found) -> figures.put(label, Figure.of(found)));
    return new Row(loss, figures);
  }

  private static String slug(String loss) {
    return loss.replaceAll("[^A-Za-z0-9.]+", "-");
  }

  private static Map<String, Double> metrics(
      Request request, Recipe recipe, boolean isUntrained, String folder)
      throws IOException, InterruptedException {
    var settings = RecipeReader.settings(recipe);
    // The classes held out are those of the recipe's own seed, the same for all.
    var split =
        DataSplit.of(
            request.data(),
            request.exclude(),
            RecipeReader.heldOut(recipe),
            Long.parseLong(request.recipe().value("seed")),
            RecipeReader.isUnlabelled(recipe));
    require(split.held().size() > 0, "no classes are held out to compare on; see held-out");
    try (var inputs =
        TrainingInputs.open(
            split.training(),
            split.held(),
            request.work(),
            settings.batches().cacheSide(),
            Runtime.getRuntime().availableProcessors())) {
      if (isUntrained) {
        return Trainer.untrained(settings, inputs);
      }
      var work = request.work().resolve(folder);
      var outcome =
          new Trainer(settings, inputs, work, CHECKPOINT_STEPS, TrainingListener.NONE).run();
      EpochReport last = outcome.history().getLast();
      return last.metrics();
    }
  }
}
