package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Formats;
import dev.eidetic.cli.terminal.ProgressLine;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.encode.fetch.DownloadProgress;
import dev.eidetic.encode.fetch.FetchException;
import dev.eidetic.encode.lookup.ModelInstaller;
import dev.eidetic.encode.store.HubModel;
import dev.eidetic.encode.store.HubSettings;
import dev.eidetic.encode.store.PullOptions;
import dev.eidetic.encode.store.WhenPresent;
import dev.eidetic.engine.sheet.VisibleText;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `eidetic model pull`: a model from Hugging Face into the store.
@Command(
    name = "pull",
    description = {
      "Downloads a model from Hugging Face and checks it. What an interrupted pull has got is kept;"
          + " the same command continues.",
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  eidetic model pull hf:owner/name",
      "  eidetic model pull hf:owner/name --revision v1.0 --file onnx/model_int8.onnx",
      "",
      "HF_TOKEN opens private and gated repositories, HF_ENDPOINT names a mirror.",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:it is in the store", "2:wrong usage", "3:failure"})
final class ModelPullCommand extends EideticCommand {

  private static final long MEGABYTE = 1_000_000;

  @Parameters(paramLabel = "hf:OWNER/NAME", description = "The address of the repository.")
  private String address = "";

  @Option(
      names = "--revision",
      paramLabel = "REV",
      description = "A branch, tag or commit; main unless said.")
  private Optional<String> revision = Optional.empty();

  @Option(
      names = "--file",
      paramLabel = "PATH",
      description = "Which ONNX file of the repository, where it has several.")
  private Optional<String> file = Optional.empty();

  @Option(
      names = "--max-size",
      paramLabel = "MB",
      description = "Refuse larger models (${DEFAULT-VALUE}).")
  private long maxMegabytes = HubSettings.DEFAULT_MAX_BYTES / MEGABYTE;

  @Option(names = "--offline", description = "Refuse every download.")
  private boolean isOffline;

  @Option(names = "--replace", description = "Replace the model if it is there at another commit.")
  private boolean replaces;

  ModelPullCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var model = HubModel.parse(revision.map(rev -> address + "@" + rev).orElse(address));
    var settings =
        HubSettings.of(terminal().environment(), isOffline)
            .withMaxBytes(Math.multiplyExact(maxMegabytes, MEGABYTE));
    var line = new ProgressLine(terminal(), false);
    try {
      var options =
          new PullOptions(
              file, replaces ? WhenPresent.REPLACE : WhenPresent.REFUSE, progress(line));
      var pulled = new ModelInstaller(encoders().store()).pull(model, settings, options);
      line.clear();
      terminal().line("%s: %s".formatted(model, pulled.space()));
      terminal().line("next: eidetic index FOLDER --model " + model.repository());
    } finally {
      line.clear();
    }
    return ExitCodes.OK;
  }

  private DownloadProgress progress(ProgressLine line) {
    return new DownloadProgress() {
      @Override
      public void advanced(String path, long done, long total) {
        line.show(
            () ->
                "%s: %s of %s"
                    .formatted(VisibleText.of(path), Formats.bytes(done), Formats.bytes(total)));
      }

      @Override
      public void retrying(String path, Duration wait, FetchException failure) {
        line.clear();
        terminal()
            .note(
                "%s; again in %s"
                    .formatted(
                        VisibleText.of(String.valueOf(failure.getMessage())), Formats.time(wait)));
      }
    };
  }
}
