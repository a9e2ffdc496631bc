package dev.eidetic.cli.train;

import dev.eidetic.train.recipe.Recipe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// What is trained, as options.
final class RecipeOptions {

  @Option(
      names = "--recipe",
      paramLabel = "NAME|FILE",
      description = {
        "Settings to start from: product, landmark, copy-detection, self-supervised, distill, small, or a"
            + " YAML file."
      })
  private Optional<String> recipe = Optional.empty();

  @Option(names = "--net", paramLabel = "NAME", description = "Backbone, such as resnet18*0.5.")
  private Optional<String> network = Optional.empty();

  @Option(names = "--pool", paramLabel = "NAME", description = "Pooling, such as gem.")
  private Optional<String> pooling = Optional.empty();

  @Option(names = "--loss", paramLabel = "LOSS", description = "Such as arcface(margin=0.4).")
  private Optional<String> loss = Optional.empty();

  @Option(names = "--side", paramLabel = "PIXELS", description = "Of the pictures.")
  private Optional<String> side = Optional.empty();

  @Option(names = "--dimension", paramLabel = "N", description = "Numbers of an embedding.")
  private Optional<String> dimension = Optional.empty();

  @Option(names = "--epochs", paramLabel = "N", description = "Passes over the data.")
  private Optional<String> epochs = Optional.empty();

  @Option(names = "--seed", paramLabel = "N", description = "Of everything random.")
  private Optional<String> seed = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Any other setting of a recipe. May be repeated; --settings lists them.")
  private List<String> settings = new ArrayList<>();

  /// The recipe with all that was said of it.
  Recipe recipe() throws IOException {
    var start = recipe.isPresent() ? Recipe.of(recipe.get()) : new Recipe(Map.of());
    var said = new LinkedHashMap<String, String>();
    for (String setting : settings) {
      int sign = setting.indexOf('=');
      if (sign < 1) {
        throw new IllegalArgumentException(
            "--set is \"%s\"; it must be KEY=VALUE".formatted(setting));
      }
      said.put(setting.substring(0, sign).strip(), setting.substring(sign + 1).strip());
    }
    network.ifPresent(value -> said.put("network", value));
    pooling.ifPresent(value -> said.put("pooling", value));
    loss.ifPresent(value -> said.put("loss", value));
    side.ifPresent(value -> said.put("side", value));
    dimension.ifPresent(value -> said.put("dimension", value));
    epochs.ifPresent(value -> said.put("epochs", value));
    seed.ifPresent(value -> said.put("seed", value));
    return start.with(said);
  }
}
