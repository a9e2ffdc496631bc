package dev.eidetic.demo.show;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.demo.Catalogue;
import dev.eidetic.demo.Written;
import dev.eidetic.demo.show.DemoListener.Step;
import dev.eidetic.demo.show.DemoSearches.Found;
import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.EngineException.ConflictException;
import dev.eidetic.engine.Item;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.engine.ingest.FileListSource;
import dev.eidetic.engine.ingest.IngestOptions;
import dev.eidetic.engine.ingest.IngestReport;
import dev.eidetic.engine.metadata.MetadataTable;
import dev.eidetic.engine.sheet.ContactSheet;
import dev.eidetic.engine.sheet.FileThumbnails;
import dev.eidetic.engine.sheet.Sheet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// One run from nothing to a page: draws the catalogue, indexes it, searches by each picture,
/// writes the contact sheet. What an earlier run left is used again.
///
/// Belongs to one thread; run it once.
public final class Demo {

  private final Settings settings;
  private final DemoFolder folder;
  private final ImageEncoder encoder;
  private final ImageDecoder decoder;
  private final Map<Step, Duration> times = new EnumMap<>(Step.class);

  /// How the demo runs.
  ///
  /// @param catalogue what is drawn
  /// @param threads that draw and encode, 1 to 1,024
  /// @param queries how many single pictures the page shows, at least 1
  /// @param program how the user calls the command line, such as `./eidetic`, for commands to copy
  public record Settings(Catalogue catalogue, int threads, int queries, String program) {

    public Settings {
      require(1 <= threads && threads <= 1024, "threads is %d; it must be 1 to 1024", threads);
      require(queries >= 1, "queries is %d; it must be at least 1", queries);
    }

    /// A thread per processor, twelve queries.
    public static Settings standard(Catalogue catalogue, String program) {
      return new Settings(catalogue, Runtime.getRuntime().availableProcessors(), 12, program);
    }
  }

  /// @param encoder stays the caller's to close
  public Demo(Settings settings, DemoFolder folder, ImageEncoder encoder, ImageDecoder decoder) {
    this.settings = settings;
    this.folder = folder;
    this.encoder = encoder;
    this.decoder = decoder;
  }

  /// Runs to the end.
  ///
  /// @throws ConflictException if the folder holds a collection of another encoder
  /// @throws IOException if the folder cannot be written
  /// @throws InterruptedException if the calling thread is interrupted; the next run goes on
  public DemoReport run(DemoListener listener) throws IOException, InterruptedException {
    var drawn = draw(listener);
    try (var collection = collection()) {
      var indexed = index(collection, drawn.table(), listener);
      try (var snapshot = collection.snapshot()) {
        return show(drawn, indexed, snapshot, listener);
      }
    }
  }

  private Written draw(DemoListener listener) throws IOException, InterruptedException {
    var start = Instant.now();
    int total = settings.catalogue.views().size();
    listener.progress(Step.DRAW, 0, total);
    var written =
        settings.catalogue.write(
            folder.folder(), settings.threads, done -> listener.progress(Step.DRAW, done, total));
    took(Step.DRAW, start);
    return written;
  }

  private Collection collection() throws IOException {
    var place = folder.collection();
    if (!Collection.exists(place)) {
      return Collection.create(place, encoder, decoder);
    }
    var space = Collection.spaceOf(place);
    if (!space.isSameAs(encoder.space())) {
      throw new ConflictException(
          "the demo's collection %s was made with %s, this program uses %s; remove that folder or choose another one for the demo"
              .formatted(place, space, encoder.space()));
    }
    return Collection.open(place, encoder, decoder);
  }

  private IngestReport index(Collection collection, Path table, DemoListener listener)
      throws IOException, InterruptedException {
    var start = Instant.now();
    var files = new ArrayList<Path>();
    for (var view : settings.catalogue.views()) {
      files.add(folder.folder().resolve(settings.catalogue.path(view)).toAbsolutePath());
    }
    listener.progress(Step.INDEX, 0, files.size());
    try (var metadata = MetadataTable.read(table, "", Map.of())) {
      var report =
          collection.addAll(
              new FileListSource(folder.images(), files),
              IngestOptions.standard().workers(settings.threads).prunes(true).metadata(metadata),
              progress -> {
                listener.progress(Step.INDEX, progress.done(), files.size());
                return true;
              });
      took(Step.INDEX, start);
      return report;
    }
  }

  private DemoReport show(
      Written drawn, IngestReport indexed, Snapshot snapshot, DemoListener listener)
      throws IOException {
    var items = items(snapshot);
    var start = Instant.now();
    listener.progress(Step.SEARCH, 0, items.size());
    var overall =
        LeaveOneOut.of(
            snapshot,
            items,
            DemoSearches.DEPTH,
            done -> listener.progress(Step.SEARCH, done, items.size()));
    var searches = new DemoSearches(snapshot, new DemoQueries(items));
    var singles = searches.singles(settings.queries);
    took(Step.SEARCH, start);
    start = Instant.now();
    var commands = new SearchCommand(settings.program, folder.collection().toString());
    var sheet = sheet(commands, overall, searches, singles, items.size());
    write(sheet, listener);
    took(Step.SHOW, start);
    return new DemoReport(
        drawn,
        indexed,
        singles.stream().map(Found::judged).toList(),
        overall,
        folder.sheet(),
        times,
        next(commands, singles));
  }

  private Sheet sheet(
      SearchCommand commands,
      LeaveOneOut overall,
      DemoSearches searches,
      List<Found> singles,
      int items)
      throws IOException {
    var page = new DemoSheet(commands);
    int products = settings.catalogue.products().size();
    var elsewhere = searches.elsewhere();
    var sections =
        List.of(
            page.section(
                "One picture finds the others of its product",
                "The query itself is left out. A green frame with a tick: the same product. A red frame with a cross: another one.",
                singles),
            page.section(
                "From a snapshot to the catalogue",
                "Pictures taken elsewhere, searched among the catalogue's own views alone: each product has one, so the first hit should be the product itself.",
                searches.catalogueViews()),
            page.section(
                "What resembles it elsewhere",
                "A filter over the collection's fields: another category, below a price.",
                List.of(elsewhere)),
            page.section(
                "More like this, less like that",
                "First by one picture alone; then away from what came first.",
                searches.mixture()));
    return new Sheet(
        "A catalogue, searched by looking",
        "%d products that nobody sells, %d pictures of each, drawn by the demo itself. No labels were used to search, only to judge."
            .formatted(products, Catalogue.VIEWS),
        DemoSheet.figures(overall),
        List.of(
            new Sheet.Fact("collection", folder.collection().toString()),
            new Sheet.Fact("items", Integer.toString(items)),
            new Sheet.Fact("embedding space", encoder.space().toString())),
        Instant.now(),
        commands.line(List.of("demo", "--folder", folder.folder().toString())),
        sections);
  }

  private void write(Sheet sheet, DemoListener listener) throws IOException {
    int total =
        sheet.sections().stream()
            .flatMap(section -> section.queries().stream())
            .mapToInt(query -> query.hits().size() + query.examples().size())
            .sum();
    listener.progress(Step.SHOW, 0, total);
    var thumbnails = FileThumbnails.standard(decoder);
    var done = new int[1];
    ContactSheet.write(
        folder.sheet(),
        sheet,
        picture -> {
          var thumbnail = thumbnails.of(picture);
          done[0]++;
          listener.progress(Step.SHOW, done[0], total);
          return thumbnail;
        });
  }

  private List<String> next(SearchCommand commands, List<Found> singles) {
    var query = singles.getLast().examples().getFirst();
    String collection = folder.collection().toString();
    return List.of(
        commands.line(
            List.of(
                "search",
                "--collection",
                collection,
                folder.images().resolve(query.id()).toString(),
                "--html",
                folder.folder().resolve("hits.html").toString())),
        commands.line(
            List.of(
                "search",
                "--collection",
                collection,
                query.id(),
                "--where",
                "price:[* TO 50] AND NOT category:" + DemoQueries.text(query, "category"))),
        commands.line(List.of("index", "PATH-TO-YOUR-PICTURES")));
  }

  private static List<Item> items(Snapshot snapshot) throws IOException {
    var items = new ArrayList<Item>();
    snapshot.forEach("", (item, _) -> items.add(item));
    items.sort(Comparator.comparing(Item::id));
    return items;
  }

  private void took(Step step, Instant start) {
    times.put(step, Duration.between(start, Instant.now()));
  }
}
