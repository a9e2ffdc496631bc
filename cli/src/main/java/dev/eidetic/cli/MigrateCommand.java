package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Formats;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.encode.EmbeddingSpace;
import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.migration.Migration;
import dev.eidetic.engine.migration.MigrationReport;
import dev.eidetic.engine.sheet.VisibleText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `eidetic migrate`: the same pictures, vectors of another model.
@Command(
    name = "migrate",
    description = {
      "Gives a collection the vectors of another model, made from its pictures again. The collection"
          + " goes on to be searched and written meanwhile, and changes over in one step at the end.",
      "",
      "Stopped, it goes on where it was when it is run again. The former vectors are kept, so that"
          + " --undo goes back to them; --finish gives them up and frees their space. What was"
          + " learned of scores (eidetic calibrate) belongs to the vectors, and is to be learned"
          + " again. Programs that have the collection open go on with the former vectors, and"
          + " cannot write to them any more: open it again.",
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  eidetic migrate -c ~/Pictures --to mobilenet",
      "  eidetic migrate -c ~/Pictures --undo",
      "  eidetic migrate -c ~/Pictures --finish",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:not changed over, as some pictures are gone",
      "2:wrong usage, such as a model that it has already",
      "3:failure, such as a full disk; what is saved stays",
    })
final class MigrateCommand extends EideticCommand {

  /// Pictures that are gone are named up to this many.
  private static final int SHOWN = 10;

  @Mixin private CollectionOption collection = new CollectionOption();

  @ArgGroup(multiplicity = "1")
  private Step step = new Step();

  /// What is to be done.
  static final class Step {

    @Option(
        names = "--to",
        paramLabel = "MODEL",
        description = "The model: classic, a name of eidetic model list, or a folder.")
    private Optional<String> to = Optional.empty();

    @Option(
        names = "--undo",
        description =
            "Go back to the vectors before; or give up a migration that was stopped midway.")
    private boolean isUndone;

    @Option(names = "--finish", description = "Give up the former vectors.")
    private boolean isFinished;
  }

  @Option(
      names = "--without-missing",
      description = "Leave out items whose picture is gone, changed or cannot be read any more.")
  private boolean leavesOut;

  MigrateCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException {
    var folder = collection.find(terminal(), List.of());
    if (step.isFinished) {
      return finish(folder);
    }
    if (step.isUndone) {
      return undo(folder);
    }
    String model = step.to.orElseThrow();
    try (var encoder = encoders().open(model)) {
      return migrate(folder, encoder, encoders().absolute(model));
    }
  }

  private int finish(Path folder) throws IOException {
    var space = Collection.spaceOf(folder);
    if (Migration.unfinished(folder).isPresent()) {
      throw new IllegalArgumentException(
          "a migration of collection %s is not done; run it again to its end, or give it up with --undo"
              .formatted(folder));
    }
    long bytes = Migration.finish(folder);
    terminal()
        .line(
            bytes == 0
                ? "there was nothing to give up"
                : "%s freed; the collection has vectors of %s only"
                    .formatted(Formats.bytes(bytes), space));
    return ExitCodes.OK;
  }

  private int undo(Path folder) throws IOException {
    if (Migration.unfinished(folder).isPresent()) {
      long bytes = Migration.finish(folder);
      terminal().line("the migration was given up, %s freed".formatted(Formats.bytes(bytes)));
      return ExitCodes.OK;
    }
    var former = Migration.former(folder);
    if (former.isEmpty()) {
      throw new IllegalArgumentException(
          "collection %s keeps no former vectors to go back to".formatted(folder));
    }
    var note = Migration.otherEncoder(folder);
    try (var encoder = encoders().openFor(former.get(), note)) {
      return migrate(folder, encoder, note.orElse(former.get().name()));
    }
  }

  private int migrate(Path folder, ImageEncoder encoder, String reference) throws IOException {
    EmbeddingSpace before = Collection.spaceOf(folder);
    if (Migration.unfinished(folder).isPresent()) {
      terminal().note("going on with the migration that was stopped");
    }
    var progress = new BenchProgress(terminal());
    MigrationReport report;
    try {
      report =
          new Migration(
                  folder,
                  ImageDecoders.standard(DecodeLimits.DEFAULT),
                  Runtime.getRuntime().availableProcessors(),
                  (done, total) -> progress.show("encoding", "pictures", done, total))
              .run(encoder, reference, leavesOut);
    } finally {
      progress.clear();
    }
    report.missing().stream()
        .limit(SHOWN)
        .forEach(id -> terminal().note("gone: " + VisibleText.of(id)));
    String missing = Formats.counted(report.missing().size(), "picture", "pictures");
    if (!report.isSwitched()) {
      terminal()
          .note(
              "%s gone, changed or unreadable; the collection keeps its vectors of %s. Bring them back and run this again, or leave them out: --without-missing"
                  .formatted(missing, before));
      return ExitCodes.PARTIAL;
    }
    if (!report.missing().isEmpty()) {
      terminal().note("%s left out".formatted(missing));
    }
    terminal()
        .line(
            "%s with vectors of %s, %s encoded; before: %s"
                .formatted(
                    Formats.counted(report.items(), "item", "items"),
                    encoder.space(),
                    Formats.count(report.encoded()),
                    before));
    terminal()
        .note("back: eidetic migrate --undo; free the former vectors: eidetic migrate --finish");
    return ExitCodes.OK;
  }
}
