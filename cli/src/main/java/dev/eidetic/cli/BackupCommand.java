package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Formats;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.engine.backup.CollectionCopy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `eidetic backup`: a copy of a collection.
@Command(
    name = "backup",
    description = {
      "Copies a collection as it was saved last. The copy is a collection itself.",
      "",
      "Nobody needs to stop indexing or searching. A second backup to the same folder copies what is"
          + " new. Every file that is copied is compared with its checksum.",
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  eidetic backup -c ~/Pictures /backup/pictures",
      "  eidetic search -c /backup/pictures cat.jpg",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:wrong usage", "3:failure, such as a damaged file"})
final class BackupCommand extends EideticCommand {

  @Parameters(paramLabel = "TO", description = "The folder to copy to; made if missing.")
  private Path target = Path.of("");

  @Mixin private CollectionOption collection = new CollectionOption();

  BackupCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException {
    var folder = collection.find(terminal(), List.of());
    var copied = CollectionCopy.backUp(folder, terminal().resolve(target));
    terminal()
        .line(
            "copied %s of %s, %s"
                .formatted(
                    Formats.count(copied.copied()),
                    Formats.counted(copied.files(), "file", "files"),
                    Formats.bytes(copied.bytes())));
    return ExitCodes.OK;
  }
}
