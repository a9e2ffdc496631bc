package dev.eidetic.cli;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.encode.lookup.ModelInstaller;
import dev.eidetic.encode.model.ModelFolder;
import dev.eidetic.encode.model.ModelRecipe;
import dev.eidetic.encode.model.Preset;
import dev.eidetic.encode.pooling.Pooling;
import dev.eidetic.encode.preprocess.Preprocessing;
import dev.eidetic.encode.preprocess.PreprocessorConfig;
import dev.eidetic.encode.store.WhenPresent;
import dev.eidetic.encode.whitening.Whitening;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `eidetic model add`: a model of one's own into the store.
@Command(
    name = "add",
    description = {
      "Adds a model: an ONNX file with a [N,3,H,W] input of floats, or a folder as Hugging Face lays"
          + " it out.",
      "",
      "It is run on a few drawn pictures and recorded with its hashes before it is kept.",
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  eidetic model add dino --folder ~/models/dinov2-small",
      "  eidetic model add gem --onnx resnet.onnx --preset imagenet --pool gem --p 3",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:added", "2:wrong usage", "3:it cannot be used"})
final class ModelAddCommand extends EideticCommand {

  @Parameters(paramLabel = "NAME", description = "In the store, such as mobilenet or owner/name.")
  private String name = "";

  @Option(names = "--onnx", paramLabel = "FILE", description = "The graph.")
  private Optional<Path> onnx = Optional.empty();

  @Option(names = "--folder", paramLabel = "DIR", description = "A model folder; it is copied.")
  private Optional<Path> folder = Optional.empty();

  @Option(
      names = "--preset",
      paramLabel = "PRESET",
      description =
          "How pictures become the input: imagenet, imagenet-bicubic, imagenet-square, clip,"
              + " symmetric or raw. Not needed where preprocessor_config.json lies beside the graph.")
  private Optional<String> preset = Optional.empty();

  @Option(
      names = "--side",
      paramLabel = "N",
      description = "Pixels of the square that the preset makes (${DEFAULT-VALUE}).")
  private int side = 224;

  @Option(
      names = "--output",
      paramLabel = "NAME",
      description = "Which output of the graph; guessed unless said.")
  private Optional<String> output = Optional.empty();

  @Option(
      names = "--pool",
      paramLabel = "KIND",
      description =
          "How the output becomes one vector: none, cls, mean, gap, spoc, gem, mac or rmac; guessed"
              + " from its shape unless said.")
  private Optional<String> pool = Optional.empty();

  @Option(names = "--p", paramLabel = "P", description = "Of gem (${DEFAULT-VALUE}).")
  private double power = 3;

  @Option(names = "--levels", paramLabel = "N", description = "Of rmac (${DEFAULT-VALUE}).")
  private int levels = 3;

  @Option(
      names = "--skip",
      paramLabel = "N",
      description = "Tokens that mean leaves out at the start (${DEFAULT-VALUE}).")
  private int skip = 0;

  @Option(
      names = "--scales",
      paramLabel = "SIZE",
      split = ",",
      description = "Sizes to encode at and average, such as 1,0.7071.")
  private List<Double> scales = new ArrayList<>();

  @Option(names = "--flip", description = "Encode mirrored as well, and average.")
  private boolean isFlipped;

  @Option(
      names = "--whitening",
      paramLabel = "FILE",
      description = "The last linear step, a whitening.bin.")
  private Optional<Path> whitening = Optional.empty();

  @Option(names = "--license", paramLabel = "NAME", description = "To be remembered.")
  private String license = "";

  @Option(names = "--source", paramLabel = "URL", description = "To be remembered.")
  private String source = "";

  @Option(names = "--replace", description = "Replace a model of that name.")
  private boolean replaces;

  ModelAddCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException {
    require(onnx.isPresent() != folder.isPresent(), "say either --onnx FILE or --folder DIR");
    var installer = new ModelInstaller(encoders().store());
    var whenPresent = replaces ? WhenPresent.REPLACE : WhenPresent.REFUSE;
    ModelFolder added =
        folder.isPresent()
            ? installer.addFolder(name, terminal().resolve(folder.get()), whenPresent)
            : installer.addGraph(recipe(terminal().resolve(onnx.orElseThrow())), whenPresent);
    terminal().line("added %s: %s".formatted(name, added.space()));
    terminal().line("next: eidetic index FOLDER --model " + name);
    return ExitCodes.OK;
  }

  private ModelRecipe recipe(Path graph) throws IOException {
    require(Files.isRegularFile(graph), "graph %s does not exist", graph);
    var recipe = ModelRecipe.of(name, graph, preprocessing(graph));
    if (output.isPresent()) {
      recipe = recipe.withOutput(output.get());
    }
    if (pool.isPresent()) {
      recipe = recipe.withPooling(pooling(pool.get()));
    }
    if (isFlipped || !scales.isEmpty()) {
      recipe = recipe.withViews(scales.isEmpty() ? List.of(1.0) : scales, isFlipped);
    }
    if (whitening.isPresent()) {
      recipe = recipe.withWhitening(Whitening.read(terminal().resolve(whitening.get())));
    }
    return license.isEmpty() && source.isEmpty() ? recipe : recipe.withOrigin(license, source);
  }

  private Preprocessing preprocessing(Path graph) throws IOException {
    if (preset.isPresent()) {
      return preset(preset.get()).preprocessing(side);
    }
    var beside = graph.resolveSibling("preprocessor_config.json");
    require(
        Files.isRegularFile(beside),
        "how pictures become the input is unknown: say --preset, or put preprocessor_config.json beside %s",
        graph);
    return PreprocessorConfig.read(beside);
  }

  private static Preset preset(String label) {
    var known = new ArrayList<String>();
    for (var preset : Preset.values()) {
      String presetLabel = preset.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (presetLabel.equals(label.toLowerCase(Locale.ROOT))) {
        return preset;
      }
      known.add(presetLabel);
    }
    throw new IllegalArgumentException(
        "preset \"%s\" is unknown; known: %s".formatted(label, String.join(", ", known)));
  }

  private Pooling pooling(String kind) {
    return switch (kind.toLowerCase(Locale.ROOT)) {
      case "none" -> new Pooling.AsIs();
      case "cls" -> new Pooling.ClassToken();
      case "mean" -> new Pooling.MeanOfTokens(skip);
      case "gap", "spoc" -> new Pooling.Average();
      case "gem" -> new Pooling.GeneralizedMean(power);
      case "mac" -> new Pooling.Maximum();
      case "rmac" -> new Pooling.RegionalMaximum(levels);
      default ->
          throw new IllegalArgumentException(
              "pooling \"%s\" is unknown; known: none, cls, mean, gap, spoc, gem, mac, rmac"
                  .formatted(kind));
    };
  }
}
