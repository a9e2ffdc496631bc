package dev.eidetic.cli.train;

import dev.eidetic.cli.EideticCommand;
import dev.eidetic.cli.ExitCodes;
import dev.eidetic.cli.terminal.Table;
import dev.eidetic.cli.terminal.Table.Column;
import dev.eidetic.cli.terminal.Table.Kind;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.train.run.TrainingComparison;
import dev.eidetic.train.run.TrainingComparison.Row;
import dev.eidetic.train.trainer.TrainingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `eidetic train compare`: losses side by side, fairly.
@Command(
    name = "compare",
    description = {
      "Trains with each loss, several seeds each, and prints a table.",
      "",
      "Network, data, held-out classes and steps are the same for all; figures are those of the last"
          + " epoch, means over seeds with 95 %% confidence intervals, as \"A Metric Learning Reality"
          + " Check\" asks. The first row is the network before training.",
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  eidetic train compare --data photos --losses arcface --losses triplet",
      "  eidetic train compare --data photos --recipe product --epochs 5 --seeds 5 \\",
      "      --losses supcon --losses 'nt-xent(temperature=0.05)'",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:compared", "2:wrong usage", "3:failure"})
final class TrainCompareCommand extends EideticCommand {

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR|CSV",
      description = "The images and their classes.")
  private Path data = Path.of("");

  @Option(
      names = "--losses",
      required = true,
      paramLabel = "LOSS",
      description = "A loss to compare. May be repeated.")
  private List<String> losses = new ArrayList<>();

  @Mixin private RecipeOptions options = new RecipeOptions();

  @Option(
      names = "--exclude",
      paramLabel = "CLASS",
      description = "A class, or folder of classes, to leave out. May be repeated.")
  private List<String> exclude = new ArrayList<>();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Per loss, 2 to 10 (${DEFAULT-VALUE}).",
      defaultValue = "3")
  private int seeds = 3;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description = "Pixels and checkpoints (${DEFAULT-VALUE}).",
      defaultValue = "eidetic-comparison")
  private Path work = Path.of("eidetic-comparison");

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Of libtorch (${DEFAULT-VALUE}).",
      defaultValue = "1")
  private int threads = 1;

  TrainCompareCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws Exception {
    var request =
        new TrainingComparison.Request(
            options.recipe(),
            losses,
            seeds,
            terminal().resolve(data),
            new HashSet<>(exclude),
            terminal().resolve(work));
    try {
      print(TrainingComparison.run(request, threads, terminal()::note));
      return ExitCodes.OK;
    } catch (TrainingException e) {
      terminal().note("eidetic: " + e.getMessage());
      return ExitCodes.FAILURE;
    }
  }

  private void print(List<Row> rows) {
    var labels = List.copyOf(rows.getFirst().metrics().keySet());
    var columns = new ArrayList<Column>();
    columns.add(new Column("loss", Kind.TEXT));
    labels.forEach(label -> columns.add(new Column(label, Kind.NUMBER)));
    var table = new Table(columns);
    for (var row : rows) {
      var cells = new ArrayList<String>();
      cells.add(row.loss());
      for (var figure : row.metrics().values()) {
        cells.add(
            String.format(Locale.ROOT, "%.1f ± %.1f", 100 * figure.mean(), 100 * figure.reach()));
      }
      table.row(cells);
    }
    table.print(terminal());
  }
}
