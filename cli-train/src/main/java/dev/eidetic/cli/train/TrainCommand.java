package dev.eidetic.cli.train;

import dev.eidetic.cli.EideticCommand;
import dev.eidetic.cli.ExitCodes;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.train.export.OnnxExport.Precision;
import dev.eidetic.train.recipe.Recipe;
import dev.eidetic.train.run.TrainingRun;
import dev.eidetic.train.run.TrainingRun.Output;
import dev.eidetic.train.torch.Processor;
import dev.eidetic.train.trainer.Trainer;
import dev.eidetic.train.trainer.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `eidetic train`: from images to a model folder.
@Command(
    name = "train",
    synopsisSubcommandLabel = "[COMMAND]",
    description = {
      "Trains a model on your images and makes a model folder of it.",
      "",
      "Data is a folder of CLASS/IMAGE, a CSV with the columns image,label, or, for recipes without"
          + " labels, any folder of images. A share of the classes is held out and measured on after"
          + " every epoch; the best epoch is kept. Stopped at any time, the same command goes on from"
          + " the last checkpoint and ends with the same weights.",
    },
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  eidetic train --data photos --recipe product --out shoes",
      "  eidetic train --data list.csv --net resnet50 --init resnet50.safetensors \\",
      "      --loss 'arcface(margin=0.3)' --side 224 --out landmarks",
      "  eidetic train --data photos --recipe distill --teacher mobilenet --out small",
      "  eidetic train compare --data photos --losses arcface --losses triplet",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:trained and exported",
      "2:wrong usage, such as an unknown setting",
      "3:failure, such as data that is not there or a loss that is not finite",
      "130:stopped by Ctrl-C; the last checkpoint stays",
    })
final class TrainCommand extends EideticCommand {

  @Option(names = "--data", paramLabel = "DIR|CSV", description = "The images.")
  private Optional<Path> data = Optional.empty();

  @Mixin private RecipeOptions options = new RecipeOptions();

  @Option(
      names = "--exclude",
      paramLabel = "CLASS",
      description = "A class, or folder of classes, to leave out. May be repeated.")
  private List<String> exclude = new ArrayList<>();

  @Option(
      names = "--init",
      paramLabel = "FILE",
      description = "Weights to begin with: safetensors with timm's or torchvision's names.")
  private Optional<Path> initial = Optional.empty();

  @Option(
      names = "--teacher",
      paramLabel = "NAME|DIR",
      description = "The model to learn from, for losses of distillation.")
  private Optional<String> teacher = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The model folder to make; it must not exist yet.")
  private Optional<Path> output = Optional.empty();

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = "Pixels, checkpoints and report.html (${DEFAULT-VALUE}).",
      defaultValue = "eidetic-training")
  private Path work = Path.of("eidetic-training");

  @Option(
      names = "--license",
      paramLabel = "NAME",
      description = "Of the weights (${DEFAULT-VALUE}).",
      defaultValue = "unknown")
  private String license = "unknown";

  @Option(names = "--half", description = "Keep weights as 16-bit floats: half the file.")
  private boolean isHalf;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Of libtorch (${DEFAULT-VALUE}); more than idle cores is slower.",
      defaultValue = "1")
  private int threads = 1;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      description = "What trains: cpu, or cuda for an NVIDIA graphics card (${DEFAULT-VALUE}).",
      defaultValue = "cpu")
  private String device = Processor.CPU.word();

  @Option(names = "--restart", description = "Forget the checkpoint in --work and begin anew.")
  private boolean isRestart;

  @Option(names = "--settings", description = "List all settings of a recipe and exit.")
  private boolean isListing;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress.")
  private boolean isQuiet;

  TrainCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws Exception {
    if (isListing) {
      listSettings();
      return ExitCodes.OK;
    }
    if (data.isEmpty() || output.isEmpty()) {
      throw new IllegalArgumentException(
          "--data and --out are needed: what to learn from and where the model goes");
    }
    try {
      return train(terminal().resolve(data.get()), terminal().resolve(output.get()));
    } catch (TrainingException e) {
      terminal().note("eidetic: " + e.getMessage());
      return ExitCodes.FAILURE;
    }
  }

  private int train(Path images, Path folder) throws IOException, InterruptedException {
    var workFolder = terminal().resolve(work);
    if (isRestart) {
      Files.deleteIfExists(workFolder.resolve(Trainer.CHECKPOINT));
    }
    var progress = new TrainProgress(terminal(), isQuiet);
    try (var encoder = openTeacher()) {
      var request =
          new TrainingRun.Request(
              options.recipe(),
              images,
              new HashSet<>(exclude),
              initial.map(terminal()::resolve),
              Optional.ofNullable(encoder),
              workFolder,
              new Output(
                  folder,
                  String.valueOf(folder.getFileName()),
                  license,
                  isHalf ? Precision.FP16 : Precision.FP32),
              threads,
              Processor.named(device));
      if (Trainer.checkpoint(workFolder).isPresent()) {
        progress.note("going on from " + Trainer.checkpoint(workFolder).get());
      }
      var result = new TrainingRun(request, progress, progress::note).run();
      progress.clear();
      terminal().line("model: " + result.exported().folder().path());
      terminal().line("report: " + result.page());
      return ExitCodes.OK;
    }
  }

  private @Nullable ImageEncoder openTeacher() throws IOException {
    return teacher.isEmpty() ? null : encoders().open(teacher.get());
  }

  private void listSettings() throws IOException {
    var recipe = options.recipe();
    for (var key : Recipe.KEYS.entrySet()) {
      terminal().line("%-17s %s".formatted(key.getKey(), recipe.value(key.getKey())));
      terminal().line("                  " + key.getValue().meaning());
    }
  }
}
