package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Formats;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.encode.model.ModelFolder;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `eidetic model verify`: is a model what it was?
@Command(
    name = "verify",
    description = {
      "Compares a model's files with their recorded hashes, and its vectors of drawn pictures with"
          + " those it gave when it was added.",
    },
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:it is", "2:wrong usage", "3:it is not"})
final class ModelVerifyCommand extends EideticCommand {

  @Parameters(paramLabel = "NAME|DIR", description = "A model of the store, or a model folder.")
  private String name = "";

  ModelVerifyCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException {
    var model = ModelFolder.open(encoders().folder(name));
    var agreement = model.verify();
    terminal()
        .line(
            "%s is whole: %s, %s compared, least cosine %s"
                .formatted(
                    name,
                    Formats.counted(
                        model.description().files().size(), "recorded file", "recorded files"),
                    Formats.counted(agreement.pictures(), "golden vector", "golden vectors"),
                    String.format(Locale.ROOT, "%.6f", agreement.leastCosine())));
    return ExitCodes.OK;
  }
}
