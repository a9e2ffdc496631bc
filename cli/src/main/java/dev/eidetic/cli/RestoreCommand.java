package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Formats;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.engine.backup.CollectionCopy;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `eidetic restore`: a collection from a backup.
@Command(
    name = "restore",
    description = "Makes a folder the collection that was backed up.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  eidetic restore /backup/pictures ~/Pictures/.eidetic",
      "  eidetic restore /backup/pictures ~/Pictures/.eidetic --replace",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "2:wrong usage, such as a folder that holds a collection",
      "3:failure, such as a damaged file",
    })
final class RestoreCommand extends EideticCommand {

  @Parameters(index = "0", paramLabel = "BACKUP", description = "The folder of the backup.")
  private Path backup = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "TO",
      description = "The folder of the collection; made if missing.")
  private Path target = Path.of("");

  @Option(
      names = "--replace",
      description = "A collection in that folder is replaced; what is newer in it is lost.")
  private boolean replaces;

  RestoreCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException {
    var copied =
        CollectionCopy.restore(terminal().resolve(backup), terminal().resolve(target), replaces);
    terminal().line("restored " + Formats.counted(copied.files(), "file", "files"));
    return ExitCodes.OK;
  }
}
