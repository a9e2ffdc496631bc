package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Formats;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.encode.local.FeatureLimits;
import dev.eidetic.encode.local.SiftExtractor;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.EngineException.NotFoundException;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.engine.duplicates.CopyKind;
import dev.eidetic.engine.duplicates.DuplicateFinder;
import dev.eidetic.engine.duplicates.DuplicateGroup;
import dev.eidetic.engine.duplicates.DuplicateListener.Step;
import dev.eidetic.engine.duplicates.DuplicatePage;
import dev.eidetic.engine.duplicates.DuplicateReport;
import dev.eidetic.engine.duplicates.DuplicateRequest;
import dev.eidetic.engine.duplicates.KeeperPolicy;
import dev.eidetic.engine.duplicates.NotCopies;
import dev.eidetic.engine.fields.BuiltInField;
import dev.eidetic.engine.sheet.ContactSheet;
import dev.eidetic.engine.sheet.FileThumbnails;
import dev.eidetic.engine.sheet.VisibleText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `eidetic duplicates`: which pictures are copies of others.
@Command(
    name = "duplicates",
    description = {
      "Finds pictures that are copies of others, and says of each group which one to keep. Deletes"
          + " nothing.",
      "",
      "Pictures are compared by their files, by their PDQ hash as they are, turned and mirrored,"
          + " and by the details of those that look alike. What was read of a picture is kept, so"
          + " the next run reads only new ones.",
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  eidetic duplicates -c ~/Pictures",
      "  eidetic duplicates -c ~/Pictures --kind near --keep oldest",
      "  eidetic duplicates -c ~/Pictures --html copies.html --open",
      "  eidetic duplicates -c ~/Pictures --not-copies twin1.jpg,twin2.jpg",
      "  eidetic duplicates -c ~/Pictures --ids | xargs -d '\\n' -n 1 echo rm",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:copies were found", "1:there are none", "2:wrong usage", "3:failure"})
final class DuplicatesCommand extends EideticCommand {

  /// A page of more is no pleasure to read.
  private static final int GROUPS_ON_A_PAGE = 200;

  @Mixin private CollectionOption collection = new CollectionOption();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      defaultValue = "edited",
      description = {
        "What still counts as a copy: exact, the same file; near, the same picture re-encoded or"
            + " resized; edited, also turned, mirrored, cropped or written on; scene, also other"
            + " pictures of the same thing. Default: ${DEFAULT-VALUE}."
      })
  private String kind = "";

  @Option(
      names = "--keep",
      paramLabel = "WHICH",
      defaultValue = "largest",
      description = {
        "Which one of a group to keep: largest, of most pixels; oldest, last written first; best,"
            + " least compressed. Default: ${DEFAULT-VALUE}."
      })
  private String keep = "";

  @Option(
      names = {"-w", "--where"},
      paramLabel = "FILTER",
      description = "Compare only items that pass a filter in Lucene's syntax.")
  private String where = "";

  @Option(
      names = "--not-copies",
      paramLabel = "ID",
      split = ",",
      description = {
        "Only say that these items, two or more, are no copies of each other, whatever they look"
            + " like. It is remembered of their files, and later runs keep them apart."
      })
  private List<String> notCopies = new ArrayList<>();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean isJson;

  @Option(names = "--ids", description = "Print only the ids of what need not be kept, one a line.")
  private boolean isIds;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also write a page with the pictures of each group.")
  private Optional<Path> html = Optional.empty();

  @Option(
      names = "--open",
      description = "Show the page in the browser; without --html it goes to a temporary file.")
  private boolean isOpen;

  DuplicatesCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException {
    var request =
        new DuplicateRequest(
            where,
            CopyKind.of(kind),
            KeeperPolicy.of(keep),
            Runtime.getRuntime().availableProcessors());
    var folder = collection.find(terminal(), List.of());
    if (!notCopies.isEmpty()) {
      keepApart(folder);
      return ExitCodes.OK;
    }
    var progress = new BenchProgress(terminal());
    try (var opened = Collection.open(folder);
        var now = opened.snapshot();
        var extractor = new SiftExtractor(FeatureLimits.DEFAULT)) {
      var finder =
          new DuplicateFinder(
              now,
              folder,
              ImageDecoders.standard(DecodeLimits.DEFAULT),
              extractor,
              (step, done, total) -> progress.show(title(step), "", done, total));
      var report = finder.find(request);
      progress.clear();
      print(report);
      if (html.isPresent() || isOpen) {
        write(report, now, folder);
      }
      return report.groups().isEmpty() ? ExitCodes.PARTIAL : ExitCodes.OK;
    }
  }

  private void keepApart(Path folder) throws IOException {
    if (notCopies.size() < 2) {
      throw new IllegalArgumentException(
          "--not-copies names %s only; it takes two ids or more, separated by commas"
              .formatted(notCopies));
    }
    var files = new ArrayList<String>();
    try (var opened = Collection.open(folder);
        var now = opened.snapshot()) {
      for (String id : notCopies) {
        var item = now.get(id);
        if (item.isEmpty()) {
          throw new NotFoundException(now.noSuchItem(id));
        }
        files.add(item.get().display(BuiltInField.SHA256));
      }
    }
    for (int i = 0; i + 1 < files.size(); i++) {
      NotCopies.add(folder, files.get(i), files.subList(i + 1, files.size()));
    }
    terminal().note("remembered: later runs keep them apart");
  }

  private static String title(Step step) {
    return switch (step) {
      case HASH -> "reading pictures";
      case COMPARE -> "comparing hashes";
      case VERIFY -> "comparing details";
    };
  }

  private void print(DuplicateReport report) throws IOException {
    if (isJson) {
      printJson(asJson(report));
    } else if (isIds) {
      for (var group : report.groups()) {
        group.copies().forEach(copy -> terminal().line(VisibleText.of(copy.item().id())));
      }
    } else {
      report.groups().forEach(this::print);
      terminal()
          .line(
              "%s of %s in %s"
                  .formatted(
                      Formats.counted(report.copies(), "copy", "copies"),
                      Formats.counted(report.items(), "item", "items"),
                      Formats.counted(report.groups().size(), "group", "groups")));
      if (report.unreadable() > 0) {
        terminal()
            .note(
                "%s could not be read; only their bytes were compared"
                    .formatted(Formats.counted(report.unreadable(), "file", "files")));
      }
    }
  }

  private void print(DuplicateGroup group) {
    terminal().line("keep    " + terminal().bold(VisibleText.of(group.keeper().id())));
    for (var copy : group.copies()) {
      String of = copy.of().equals(group.keeper().id()) ? "" : ", like " + copy.of();
      terminal()
          .line(
              "%-7s %s  %s"
                  .formatted(
                      copy.kind().label(),
                      VisibleText.of(copy.item().id()),
                      terminal().dim(VisibleText.of(copy.reason() + of))));
    }
    terminal().line("");
  }

  private static Map<String, Object> asJson(DuplicateReport report) {
    var json = new LinkedHashMap<String, Object>();
    json.put("items", report.items());
    json.put("copies", report.copies());
    json.put("unreadable", report.unreadable());
    json.put("groups", report.groups().stream().map(DuplicatesCommand::asJson).toList());
    return json;
  }

  private static Map<String, Object> asJson(DuplicateGroup group) {
    var json = new LinkedHashMap<String, Object>();
    json.put("keep", group.keeper().id());
    json.put(
        "copies",
        group.copies().stream()
            .map(
                copy ->
                    Map.of(
                        "id", copy.item().id(),
                        "kind", copy.kind().label(),
                        "of", copy.of(),
                        "reason", copy.reason()))
            .toList());
    return json;
  }

  private void write(DuplicateReport report, Snapshot now, Path folder) throws IOException {
    Path file =
        html.isPresent()
            ? terminal().resolve(html.get())
            : Files.createTempFile("eidetic-", ".html");
    var sheet = DuplicatePage.of(report, now, folder.toString(), GROUPS_ON_A_PAGE);
    ContactSheet.write(
        file, sheet, FileThumbnails.standard(ImageDecoders.standard(DecodeLimits.DEFAULT)));
    terminal().note("page: " + file);
    if (isOpen) {
      Browser.open(file);
    }
  }
}
