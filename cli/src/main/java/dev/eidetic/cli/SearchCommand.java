package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.encode.fetch.FetchRules;
import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.engine.Arrangement;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.Cursor;
import dev.eidetic.engine.Example;
import dev.eidetic.engine.ExplainedHits;
import dev.eidetic.engine.Precision;
import dev.eidetic.engine.SearchExplanation;
import dev.eidetic.engine.SearchRequest;
import dev.eidetic.engine.SearchRequest.Weighted;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.engine.opening.CollectionOpener;
import dev.eidetic.engine.query.ExampleReader;
import dev.eidetic.engine.query.ExampleSource;
import dev.eidetic.engine.query.ReadExample;
import dev.eidetic.engine.reranking.RerankSettings;
import dev.eidetic.engine.reranking.RerankedHits;
import dev.eidetic.engine.sheet.VisibleText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
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
      "  eidetic search -c shop https://example.org/shoe.jpg -w 'price:[10 TO 50]'",
      "  eidetic search cat.jpg -w 'taken:2023' --explain",
      "  eidetic search cat.jpg --distinct 0.95 --group-by camera",
      "  eidetic search id:beach.jpg --unlike pool.jpg -k 30 --html hits.html --open",
      "  eidetic search detail-of-poster.jpg --local --rerank 'cross(top=20)'",
      "  eidetic search poster.jpg --rerank 'aqe(k=5,alpha=3) > geometric' --explain",
      "",
      "Filters (--where), in the syntax of Lucene:",
      "  category:shoe AND price:[10 TO 50]     fields of --metadata",
      "  taken:[2023-05 TO 2023-08-15]          a year, month, day or moment",
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

  /// Pixels of an example that is only shown.
  private static final int SHOWN_SIDE = 256;

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
      names = "--min-probability",
      paramLabel = "P",
      description =
          "Leave out hits that are less probably a match, 0 to 1; needs eidetic calibrate once.")
  private double minProbability;

  @Option(
      names = "--after",
      paramLabel = "CURSOR",
      description = "The page after the one that gave this cursor (with --json as \"next\").")
  private Optional<String> after = Optional.empty();

  @Option(
      names = "--group-by",
      paramLabel = "FIELD",
      description = "Show each value of the field once, by its best image.")
  private Optional<String> groupBy = Optional.empty();

  @Option(
      names = "--distinct",
      paramLabel = "S",
      description =
          "Show images once whose score with each other is at least this, such as 0.95 for"
              + " near-duplicates.")
  private Optional<Float> distinct = Optional.empty();

  @Option(
      names = "--diversity",
      paramLabel = "D",
      description = "How much variety counts against likeness, 0 to 1 (0).")
  private float diversity;

  @Option(
      names = "--exact",
      description = "Score every image that passes the filter, however many there are.")
  private boolean isExact;

  @Option(
      names = "--local",
      description =
          "Find the pictures that share most details with the example, by local features instead of"
              + " vectors: parts of a picture, pictures in clutter, from another side. The first such"
              + " search describes all pictures, later ones what is new.")
  private boolean isLocal;

  @Mixin private RerankOption rerank = new RerankOption();

  @Mixin private FeaturesOption features = new FeaturesOption();

  @Mixin private CrossEncoderOption crossEncoder = new CrossEncoderOption();

  @Option(
      names = "--explain",
      description =
          "Also tell how it was searched: how many pass the filter, whether indexes or scans were"
              + " used and why, the time of each part; and what each stage of --rerank did and said"
              + " of each hit.")
  private boolean isExplained;

  @Option(
      names = "--fields",
      paramLabel = "NAME",
      split = ",",
      description = "Fields to show beside the path, separated by commas.")
  private List<String> fields = new ArrayList<>();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean isJson;

  @Option(names = "--html", paramLabel = "FILE", description = "Also write a page with thumbnails.")
  private Optional<Path> html = Optional.empty();

  @Option(
      names = "--open",
      description = "Show the page in the browser; without --html it goes to a temporary file.")
  private boolean isOpen;

  SearchCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ImageRefusedException {
    long start = System.nanoTime();
    var settings = rerank.settings();
    var words = words();
    Path folder = collection.find(terminal(), files(words));
    if (words.stream().allMatch(word -> word.source() instanceof ExampleSource.OfId)) {
      try (var opened = Collection.open(folder)) {
        return search(opened, words, Optional.empty(), settings, start);
      }
    }
    if (isLocal && settings.isEmpty()) { // no vector is asked for, so that no model is needed
      var decoder = ImageDecoders.standard(DecodeLimits.DEFAULT);
      var reader = new ExampleReader(decoder, SHOWN_SIDE, FetchRules.anyWeb());
      try (var opened = Collection.open(folder)) {
        return search(opened, words, Optional.of(reader), settings, start);
      }
    }
    var opener = new CollectionOpener(encoders(), DecodeLimits.DEFAULT);
    try (var opened = opener.open(folder)) {
      int side = opened.encoder().wantedSide();
      var reader = new ExampleReader(opened.decoder(), side, FetchRules.anyWeb());
      return search(opened.collection(), words, Optional.of(reader), settings, start);
    }
  }

  private List<SearchWord> words() {
    var words = new ArrayList<SearchWord>();
    query.ifPresent(word -> words.add(word(word, true)));
    like.forEach(word -> words.add(word(word, true)));
    if (words.isEmpty()) {
      throw new IllegalArgumentException(
          "a search needs an example: an image file, a web address or an id of the collection");
    }
    unlike.forEach(word -> words.add(word(word, false)));
    return words;
  }

  private SearchWord word(String text, boolean isWanted) {
    return new SearchWord(text, isWanted, ExampleSource.of(text, terminal().workingDirectory()));
  }

  private static List<Path> files(List<SearchWord> words) {
    var files = new ArrayList<Path>();
    for (var word : words) {
      if (word.source() instanceof ExampleSource.OfFile(Path file)) {
        files.add(file);
      }
    }
    return files;
  }

  private int search(
      Collection opened,
      List<SearchWord> words,
      Optional<ExampleReader> reader,
      Optional<RerankSettings> settings,
      long start)
      throws IOException, InterruptedException, ImageRefusedException {
    SearchResult result;
    try (var now = opened.snapshot()) {
      for (String field : fields) {
        var _ = now.schema().requireType(field);
      }
      var read = new ArrayList<ReadExample>();
      var examples = new ArrayList<Weighted>();
      for (var word : words) {
        read.add(read(word.source(), now, reader));
        float weight = word.isWanted() ? 1 : SearchRequest.UNLIKE_WEIGHT;
        examples.add(new Weighted(read.getLast().example(), weight));
      }
      var precision = isExact ? Precision.EXACT : Precision.USUAL;
      var request =
          new SearchRequest(
              examples,
              where,
              count,
              minScore,
              OptionalDouble.of(minProbability),
              precision,
              arrangement());
      result =
          isLocal || settings.isPresent()
              ? byDetails(opened, now, request, words, read, settings, start)
              : plain(opened, now, request, words, start);
      writePage(result, now);
    }
    if (isJson) {
      printJson(result.asJson());
    } else if (result.hits().isEmpty()) {
      terminal().note("nothing found" + (where.isBlank() ? "" : " that passes the filter"));
    } else {
      result.print(terminal());
      result.next().ifPresent(cursor -> terminal().note("next page: --after " + cursor.text()));
    }
    if (!isJson) {
      result.explain(terminal());
    }
    return result.hits().isEmpty() ? ExitCodes.PARTIAL : ExitCodes.OK;
  }

  private SearchResult plain(
      Collection opened, Snapshot now, SearchRequest request, List<SearchWord> words, long start)
      throws IOException {
    return result(opened, request, words, now.explain(request), Optional.empty(), start);
  }

  private SearchResult byDetails(
      Collection opened,
      Snapshot now,
      SearchRequest request,
      List<SearchWord> words,
      List<ReadExample> examples,
      Optional<RerankSettings> settings,
      long start)
      throws IOException, InterruptedException, ImageRefusedException {
    if (!request.arrangement().equals(Arrangement.BY_SCORE)) {
      throw new IllegalArgumentException(
          "--rerank and --local order the first hits; they go without --after, --group-by, --distinct"
              + " and --diversity");
    }
    boolean asks = settings.map(known -> known.cascade().hasCrossEncoder()).orElse(false);
    try (var extractor = features.open(terminal());
        var cross = crossEncoder.open(terminal(), asks)) {
      var search = new DetailSearch(opened, now, examples, extractor);
      if (settings.isEmpty()) {
        var found = search.local(request, terminal());
        return result(opened, request, words, found, Optional.empty(), start);
      }
      var cascade = cross.in(settings.get());
      var found =
          isLocal
              ? search.localReranked(request, cascade, terminal())
              : search.reranked(request, cascade);
      var hits = new ExplainedHits(found.hits(), found.explanation());
      return result(opened, request, words, hits, Optional.of(found), start);
    }
  }

  private SearchResult result(
      Collection opened,
      SearchRequest request,
      List<SearchWord> words,
      ExplainedHits found,
      Optional<RerankedHits> reranked,
      long start) {
    return new SearchResult(
        words,
        request,
        isLocal,
        fields,
        opened,
        found.hits(),
        explained(found.explanation()),
        reranked,
        Duration.ofNanos(System.nanoTime() - start));
  }

  private Optional<SearchExplanation> explained(SearchExplanation explanation) {
    return isExplained ? Optional.of(explanation) : Optional.empty();
  }

  private Arrangement arrangement() {
    var arrangement = Arrangement.BY_SCORE.diversity(diversity);
    if (groupBy.isPresent()) {
      arrangement = arrangement.groupBy(groupBy.get());
    }
    if (distinct.isPresent()) {
      arrangement = arrangement.distinct(distinct.get());
    }
    return after.isPresent() ? arrangement.after(Cursor.parse(after.get())) : arrangement;
  }

  private static ReadExample read(
      ExampleSource source, Snapshot now, Optional<ExampleReader> reader)
      throws IOException, InterruptedException, ImageRefusedException {
    if (source instanceof ExampleSource.OfId id) {
      ExampleReader.requireItem(now, id);
      return new ReadExample(new Example.OfItem(id.id()), Optional.empty());
    }
    return reader.orElseThrow().read(source);
  }

  private void writePage(SearchResult result, Snapshot now) throws IOException {
    if (html.isEmpty() && !isOpen) {
      return;
    }
    Path file =
        html.isPresent()
            ? terminal().resolve(html.get())
            : Files.createTempFile("eidetic-", ".html");
    SearchPage.write(file, result, now);
    terminal().note("page: " + VisibleText.of(file.toString()));
    if (isOpen) {
      Browser.open(file);
    }
  }
}
