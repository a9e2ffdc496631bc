package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/// Stands for `eidetic train` where libtorch is not on the class path.
@Command(
    name = "train",
    description = {
      "Trains a model on your images and makes a model folder of it.",
      "Needs libtorch, some 110 MB, which ./eidetic train fetches when it is first used."
          + " docs/training.md tells the rest.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./eidetic train --help",
      "  ./eidetic train --data photos --recipe product --out shoes",
    },
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"3:libtorch is not there"})
final class AbsentTrainCommand extends EideticCommand {

  @Unmatched
  @SuppressWarnings({"UnusedVariable", "MismatchedQueryAndUpdateOfCollection"}) // taken, not used
  private List<String> ignored = new ArrayList<>();

  AbsentTrainCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    terminal()
        .note(
            "eidetic: training needs libtorch, which is not on this class path; start it by the"
                + " launcher: ./eidetic train");
    return ExitCodes.FAILURE;
  }
}
