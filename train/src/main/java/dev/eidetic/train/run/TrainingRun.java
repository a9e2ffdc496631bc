package dev.eidetic.train.run;

import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.train.export.ModelExport;
import dev.eidetic.train.export.OnnxExport.Precision;
import dev.eidetic.train.network.Network;
import dev.eidetic.train.network.Networks;
import dev.eidetic.train.network.Parameter;
import dev.eidetic.train.network.WeightMatch;
import dev.eidetic.train.recipe.Recipe;
import dev.eidetic.train.recipe.RecipeReader;
import dev.eidetic.train.torch.LibTorch;
import dev.eidetic.train.torch.Processor;
import dev.eidetic.train.trainer.Trainer;
import dev.eidetic.train.trainer.TrainingInputs;
import dev.eidetic.train.trainer.TrainingListener;
import dev.eidetic.train.trainer.TrainingSettings;
import dev.eidetic.train.weights.SafetensorsFile;
import dev.eidetic.train.weights.WeightTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// A training from a recipe and images to a model folder and a page.
public final class TrainingRun {

  private static final int CHECKPOINT_STEPS = 200;

  private final Request request;
  private final TrainingSettings settings;
  private final TrainingListener listener;
  private final Consumer<String> notes;

  /// What to do.
  ///
  /// @param data folder of CLASS/IMAGE, folder of images, or CSV
  /// @param exclude classes that take no part
  /// @param initial safetensors file that the backbone begins with
  /// @param teacher whose vectors are distilled; the caller closes it
  /// @param work folder for pixels, checkpoints and the page; made if absent
  /// @param output model folder to make; must not exist yet
  /// @param threads of libtorch
  /// @param processor that trains
  public record Request(
      Recipe recipe,
      Path data,
      Set<String> exclude,
      Optional<Path> initial,
      Optional<ImageEncoder> teacher,
      Path work,
      Output output,
      int threads,
      Processor processor) {}

  /// The model folder.
  ///
  /// @param name of the model
  /// @param license of its weights
  public record Output(Path folder, String name, String license, Precision precision) {}

  /// What came of it.
  ///
  /// @param exported the model folder
  /// @param page HTML file
  public record Result(Trainer.Outcome outcome, ModelExport.Exported exported, Path page) {}

  /// @param notes hears sentences worth telling, such as tensors without place
  /// @throws IllegalArgumentException naming what is wrong with the recipe
  public TrainingRun(Request request, TrainingListener listener, Consumer<String> notes) {
    this.request = request;
    this.settings = RecipeReader.settings(request.recipe());
    this.listener = listener;
    this.notes = notes;
  }

  /// Trains, or goes on from the work folder's checkpoint, then exports.
  ///
  /// @throws InterruptedException when interrupted; the last checkpoint stays
  public Result run() throws IOException, InterruptedException {
    if (Files.exists(request.output().folder())) {
      throw new IOException(
          "%s exists already; choose another folder for the model, or remove it first"
              .formatted(request.output().folder()));
    }
    var network = settings.model().build(); // what is wrong with it is said before data are read
    var split = split(request);
    LibTorch.use(request.threads());
    request.processor().requireUsable();
    Files.createDirectories(request.work());
    try (var pixels =
        TrainingInputs.open(
            split.training(),
            split.held(),
            request.work(),
            settings.batches().cacheSide(),
            Math.max(1, Runtime.getRuntime().availableProcessors()))) {
      pixels.refused().forEach(file -> notes.accept("left out, as it cannot be decoded: " + file));
      notes.accept(
          "%d images of %d classes; measured on %d of %d others; %s has %.2f million parameters"
              .formatted(
                  split.training().size(),
                  split.training().classes().size(),
                  split.held().size(),
                  split.held().classes().size(),
                  network.name(),
                  network.learnedCount() / 1e6));
      var inputs = pixels.withWeights(initialWeights(network));
      if (request.teacher().isPresent()) {
        inputs = inputs.withTeacher(teacherVectors(request.teacher().get(), split));
      }
      var trainer =
          new Trainer(
              settings, inputs, request.work(), CHECKPOINT_STEPS, listener, request.processor());
      return export(trainer.run(), split);
    }
  }

  static DataSplit split(Request request) throws IOException {
    var recipe = request.recipe();
    return DataSplit.of(
        request.data(),
        request.exclude(),
        RecipeReader.heldOut(recipe),
        Long.parseLong(recipe.value("seed")),
        RecipeReader.isUnlabelled(recipe));
  }

  private float[][] teacherVectors(ImageEncoder teacher, DataSplit split) throws IOException {
    int count = split.training().size();
    return TeacherVectors.of(
        teacher,
        split.training(),
        request.work().resolve("teacher.safetensors"),
        done -> {
          if (done % 1024 < teacher.preferredBatch()) {
            notes.accept("teacher: %d of %d images".formatted(done, count));
          }
        });
  }

  private Map<String, WeightTensor> initialWeights(Network network) throws IOException {
    if (request.initial().isEmpty()) {
      return Map.of();
    }
    try (var file = SafetensorsFile.open(request.initial().get())) {
      var match = WeightMatch.of(network, file);
      match.requireAllBut(headOf(network));
      match.extra().forEach(name -> notes.accept("tensor without place: " + name));
      match.resampled().forEach(name -> notes.accept("resampled: " + name));
      return match.values();
    }
  }

  /// Parameters that the backbone alone does not have.
  private Set<String> headOf(Network network) {
    var names = new LinkedHashSet<String>();
    network.parameters().stream().map(Parameter::name).forEach(names::add);
    Networks.named(settings.model().network(), settings.model().side()).parameters().stream()
        .map(Parameter::name)
        .forEach(names::remove);
    return names;
  }

  private Result export(Trainer.Outcome outcome, DataSplit split) throws IOException {
    var output = request.output();
    var card = ModelCard.text(output, request.recipe(), split, outcome);
    var exported =
        ModelExport.write(
            output.folder(),
            outcome.model(),
            output.precision(),
            new ModelExport.Labels(output.name(), output.license(), card));
    Path page = request.work().resolve("report.html");
    Files.writeString(page, TrainingPage.html(output.name(), request.recipe(), split, outcome));
    notes.accept(
        String.format(
            Locale.ROOT,
            "ONNX Runtime and libtorch differ by at most %.1e",
            exported.difference()));
    return new Result(outcome, exported, page);
  }
}
