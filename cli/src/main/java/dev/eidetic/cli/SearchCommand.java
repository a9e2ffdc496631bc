package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Formats;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.encode.fetch.FetchRules;
import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.Example;
import dev.eidetic.engine.Hit;
import dev.eidetic.engine.SearchRequest;
import dev.eidetic.engine.SearchRequest.Weighted;
import dev.eidetic.engine.opening.CollectionOpener;
import dev.eidetic.engine.query.ExampleReader;
import dev.eidetic.engine.query.ExampleSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `eidetic search`: what looks like the examples.
@Command(
    name = "search",
    description = {
      "Finds the images that look most like an example.",
      "",
      "An example is an image file, a web address (http, https; at most 32 MiB) or the id of an item"
          + " of the collection. If a file of that name exists, it is meant; id:NAME forces an id,"
          + " file:NAME a file. With several examples the search goes by their sum, those of"
          + " --unlike counting half and against.",
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  eidetic search cat.jpg",
      "  eidetic search -c shop.eidetic https://example.org/shoe.jpg --where 'price:[10 TO 50]'",
      "  eidetic search id:2023/beach.jpg --unlike 2023/pool.jpg -k 30 --html hits.html --open",
      "",
      "Filters (--where), in the syntax of Lucene:",
      "  category:shoe AND price:[10 TO 50]     fields of --metadata",
      "  taken:[2023-05 TO 2023-08-15]          a date: a year, a month, a day or a moment",
      "  location:\"48.8584,2.2945,5km\"          within 5 km",
      "  folder:holidays  camera:*  NOT truncated:true  path:*beach*",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:something was found",
      "1:nothing was found",
      "2:wrong usage, such as a filter with an unknown field",
      "3:failure, such as an example that is no image",
    })
final class SearchCommand extends EideticCommand {

  @Parameters(
      arity = "0..1",
      paramLabel = "QUERY",
      description = "The example to go by; more with --like.")
  private Optional<String> query = Optional.empty();

  @Mixin private CollectionOption collection = new CollectionOption();

  @Option(names = "--like", paramLabel = "X", description = "One more example. May be repeated.")
  private List<String> like = new ArrayList<>();

  @Option(
      names = "--unlike",
      paramLabel = "X",
      description = "An example to keep away from. May be repeated.")
  private List<String> unlike = new ArrayList<>();

  @Option(
      names = {"-w", "--where"},
      paramLabel = "FILTER",
      description = "Only images that pass; see below.")
  private String where = "";

  @Option(
      names = {"-k", "--count"},
      paramLabel = "N",
      description = "How many hits at most (${DEFAULT-VALUE}).")
  private int count = 10;

  @Option(
      names = "--min-score",
      paramLabel = "S",
      description = "Leave out hits of lower score, -1 to 1.")
  private float minScore = -1;

  @Option(
      names = "--exact",
      description = "Score every image that passes the filter, however many there are.")
  private boolean isExact;

  @Option(
      names = "--fields",
      paramLabel = "A,B",
      split = ",",
      description = "Fields to show beside the path.")
  private List<String> fields = new ArrayList<>();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean isJson;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also write a page with thumbnails.")
  private Optional<Path> html = Optional.empty();

  @Option(
      names = "--open",
      description = "Show the page in the browser; without --html it goes to a temporary file.")
  private boolean isOpen;

  SearchCommand(Terminal terminal) {
    super(terminal);
  }

  /// The examples as given and understood.
  private record Words(List<String> like, List<String> unlike, List<ExampleSource> sources) {

    boolean needEncoder() {
      return sources.stream().anyMatch(source -> !(source instanceof ExampleSource.OfId));
    }

    List<Path> files() {
      var files = new ArrayList<Path>();
      for (var source : sources) {
        if (source instanceof ExampleSource.OfFile(Path file)) {
          files.add(file);
        }
      }
      return files;
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ImageRefusedException {
    long start = System.nanoTime();
    var words = words();
    Path folder = collection.find(terminal(), words.files());
    if (!words.needEncoder()) {
      try (var opened = Collection.open(folder)) {
        var reader = Optional.<ExampleReader>empty();
        return search(opened, words, reader, start);
      }
    }
    var opener = new CollectionOpener(encoders(), DecodeLimits.DEFAULT);
    try (var opened = opener.open(folder)) {
      var reader =
          new ExampleReader(
              opened.decoder(), opened.encoder().wantedSide(), FetchRules.anyWeb());
      return search(opened.collection(), words, Optional.of(reader), start);
    }
  }

  private Words words() {
    var wanted = new ArrayList<String>();
    query.ifPresent(wanted::add);
    wanted.addAll(like);
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException(
          "a search needs an example: an image file, a web address or an id of the collection");
    }
    var sources = new ArrayList<ExampleSource>();
    for (String word : wanted) {
      sources.add(ExampleSource.of(word, terminal().workingDirectory()));
    }
    for (String word : unlike) {
      sources.add(ExampleSource.of(word, terminal().workingDirectory()));
    }
    return new Words(wanted, unlike, sources);
  }

  private int search(
      Collection opened, Words words, Optional<ExampleReader> reader, long start)
      throws IOException, InterruptedException, ImageRefusedException {
    List<Hit> hits;
    try (var now = opened.snapshot()) {
      for (String field : fields) {
        var _ = now.schema().requireType(field);
      }
      var examples = new ArrayList<Weighted>();
      for (int i = 0; i < words.sources.size(); i++) {
        float weight = i < words.like.size() ? 1 : SearchRequest.UNLIKE_WEIGHT;
        examples.add(new Weighted(example(words.sources.get(i), now, reader), weight));
      }
      hits = now.search(new SearchRequest(examples, where, count, minScore, isExact));
    }
    var took = Duration.ofNanos(System.nanoTime() - start);
    var result =
        new SearchResult(
            words.like, words.unlike, words.sources, where, count, fields, opened, hits, took);
    if (isJson) {
      printJson(result.asJson());
    } else if (hits.isEmpty()) {
      terminal().note("nothing found" + (where.isBlank() ? "" : " that passes the filter"));
    } else {
      result.print(terminal());
    }
    writePage(result);
    return hits.isEmpty() ? ExitCodes.PARTIAL : ExitCodes.OK;
  }

  private static Example example(
      ExampleSource source,
      dev.eidetic.engine.Snapshot now,
      Optional<ExampleReader> reader)
      throws IOException, InterruptedException, ImageRefusedException {
    if (source instanceof ExampleSource.OfId id) {
      ExampleReader.requireItem(now, id);
      return new Example.OfItem(id.id());
    }
    return reader.orElseThrow().read(source);
  }

  private void writePage(SearchResult result) throws IOException {
    if (html.isPresent() || isOpen) {
      Path file =
          html.isPresent()
              ? terminal().resolve(html.get())
              : Files.createTempFile("eidetic-", ".html");
      new SearchPage(terminal()).write(file, result);
      terminal().note("page: " + file);
    }
  }
}
