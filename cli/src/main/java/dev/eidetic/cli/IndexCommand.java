package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Formats;
import dev.eidetic.cli.terminal.Interruption;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.engine.Refusal;
import dev.eidetic.engine.fields.FieldType;
import dev.eidetic.engine.ingest.IngestOptions;
import dev.eidetic.engine.ingest.IngestReport;
import dev.eidetic.engine.local.PictureFeatures;
import dev.eidetic.engine.localindex.LocalIndexUpdate;
import dev.eidetic.engine.metadata.MetadataTable;
import dev.eidetic.engine.opening.CollectionOpener;
import dev.eidetic.engine.opening.OpenCollection;
import dev.eidetic.engine.sheet.VisibleText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `eidetic index`: images into a collection.
@Command(
    name = "index",
    description = {
      "Adds images to a collection, which is made if it does not exist.",
      "",
      "Unchanged files are skipped, changed ones replaced; what cannot be read is recorded with the"
          + " reason and tried again next time. Ctrl-C stops and saves; the same command goes on.",
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  eidetic index ~/Pictures",
      "  eidetic index shop/images -c shop --metadata products.csv --key image",
      "  eidetic index ~/Pictures --local",
      "  find . -name '*.jpg' -newer last | eidetic index @- -c all.eidetic",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all images are in; files that are no images do not count",
      "1:some images were refused: corrupt, empty, unreadable, unsupported, too large",
      "2:wrong usage",
      "3:failure; what was saved is intact",
      "130:stopped by Ctrl-C; what was saved is intact",
    })
final class IndexCommand extends EideticCommand {

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = {
        "A folder, whose collection is PATH/.eidetic unless --collection says otherwise; or image"
            + " files; or @LIST, a file that names one file per line (@- reads standard input).",
      })
  private List<String> paths = new ArrayList<>();

  @Mixin private CollectionOption collection = new CollectionOption();

  @Option(
      names = {"-m", "--model"},
      paramLabel = "NAME|DIR",
      description =
          "The encoder of a new collection: eidetic-small (the default), classic, a model of the store"
              + " or a model folder. A collection keeps the one it was made with.")
  private Optional<String> model = Optional.empty();

  @Option(
      names = "--metadata",
      paramLabel = "FILE",
      description = "CSV or JSONL with fields of the images, joined by path or id.")
  private Optional<Path> metadata = Optional.empty();

  @Option(
      names = "--key",
      paramLabel = "COLUMN",
      description = "The column to join by; else path, image, file, filename or id.")
  private String key = "";

  @Option(
      names = "--type",
      paramLabel = "COLUMN=TYPE",
      description =
          "The type of a column that would be guessed otherwise: text, keyword, whole, decimal,"
              + " date, flag or place. May be repeated.")
  private Map<String, String> types = new LinkedHashMap<>();

  @Option(
      names = "--local",
      description =
          "Also describe the details of all pictures, which the first search --local does otherwise.")
  private boolean isLocal;

  @Mixin private FeaturesOption features = new FeaturesOption();

  @Option(names = "--prune", description = "Remove the items whose files are gone.")
  private boolean prunes;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Threads that decode and encode; one per processor unless said.")
  private int workers = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--max-megapixels",
      paramLabel = "N",
      description = "Refuse larger images before they are decoded (${DEFAULT-VALUE}).")
  private int maxMegapixels = 60;

  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing but errors.")
  private boolean isQuiet;

  IndexCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var images = ImagePaths.of(paths, terminal());
    Path folder = collectionFolder(images);
    var source = images.source(folder, terminal());
    var limits = new DecodeLimits(1_000_000L * maxMegapixels, DecodeLimits.DEFAULT.maxBytes());
    var settings = IngestOptions.standard().workers(workers).prunes(prunes);
    try (var table = metadataTable();
        var opened = new CollectionOpener(encoders(), limits).openOrCreate(folder, model)) {
      if (!isQuiet) {
        terminal()
            .note(
                "indexing %s into %s with %s"
                    .formatted(
                        VisibleText.of(source.root()),
                        VisibleText.of(folder.toString()),
                        opened.collection().space()));
      }
      IngestReport report;
      var progress = new IndexProgress(terminal(), isQuiet);
      try (var interruption = Interruption.listen(progress::stopping)) {
        report =
            opened
                .collection()
                .addAll(
                    source,
                    settings.metadata(table),
                    done -> {
                      progress.show(done);
                      return !interruption.isAsked();
                    });
      } finally {
        progress.end();
      }
      int code = finish(opened, report, source.root());
      if (isLocal && report.isComplete()) {
        describe(opened);
      }
      return code;
    }
  }

  private void describe(OpenCollection opened) throws IOException {
    var folder = opened.collection().folder();
    try (var extractor = features.open(terminal());
        var now = opened.collection().snapshot()) {
      var pictures = new PictureFeatures(folder, extractor, opened.decoder());
      if (isQuiet) {
        var _ =
            new LocalIndexUpdate(
                    now, folder, pictures, LocalIndexUpdate.SETTINGS, workers, (_, _, _) -> {})
                .run();
      } else {
        var _ = new LocalDescribing(terminal(), now, pictures).upToDate(folder);
      }
    }
  }

  private Path collectionFolder(ImagePaths images) throws IOException {
    var named = collection.named(terminal());
    if (named.isPresent()) {
      return CollectionOption.itselfOrInside(named.get());
    }
    return images.folder().isPresent()
        ? images.folder().get().resolve(CollectionOption.DEFAULT_NAME)
        : collection.find(terminal(), images.files());
  }

  private MetadataTable metadataTable() throws IOException {
    if (metadata.isEmpty()) {
      if (!key.isEmpty() || !types.isEmpty()) {
        throw new IllegalArgumentException("--key and --type need --metadata FILE");
      }
      return MetadataTable.none();
    }
    var typed = new LinkedHashMap<String, FieldType>();
    types.forEach((column, type) -> typed.put(column, FieldType.ofLabel(type)));
    return MetadataTable.read(terminal().resolve(metadata.get()), key, typed);
  }

  private int finish(OpenCollection opened, IngestReport report, String root) throws IOException {
    if (!isQuiet) {
      new IndexSummary(terminal(), opened.collection()).print(report, root);
    }
    if (!report.isComplete()) {
      terminal()
          .note(
              "stopped; %s saved. The same command goes on from here"
                  .formatted(
                      Formats.counted(report.progress().saved(), "change is", "changes are")));
      return Interruption.EXIT_CODE;
    }
    boolean isPartial =
        report.refusedBy().keySet().stream()
            .anyMatch(reason -> reason != Refusal.Reason.NOT_AN_IMAGE);
    return isPartial ? ExitCodes.PARTIAL : ExitCodes.OK;
  }
}
