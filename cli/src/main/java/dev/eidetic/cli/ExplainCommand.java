package dev.eidetic.cli;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.fetch.FetchRules;
import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.encode.image.Pixels;
import dev.eidetic.encode.local.FeatureExtractor;
import dev.eidetic.encode.local.FeatureLimits;
import dev.eidetic.encode.lookup.Encoders;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.SearchRequest;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.engine.local.MatchExplanation;
import dev.eidetic.engine.opening.CollectionOpener;
import dev.eidetic.engine.opening.OpenCollection;
import dev.eidetic.engine.query.ExampleReader;
import dev.eidetic.engine.query.ExampleSource;
import dev.eidetic.engine.reranking.RerankSettings;
import dev.eidetic.engine.reranking.RerankedHits;
import dev.eidetic.rerank.matching.LearnedMatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `eidetic explain`: what two pictures have in common.
@Command(
    name = "explain",
    description = {
      "Shows what a picture and a hit have in common: which parts agree, how the one is turned,"
          + " scaled and shifted in the other, and what each stage of re-ranking said of the hit.",
      "",
      "Both may be image files or ids of the collection; id:NAME forces an id, file:NAME a file."
          + " Stages need an id of the collection as HIT.",
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  eidetic explain poster.jpg wall.jpg",
      "  eidetic explain poster.jpg id:2023/wall.jpg --html why.html --open",
      "  eidetic explain poster.jpg wall.jpg --features xfeat.onnx",
      "  eidetic explain poster.jpg wall.jpg --heat --open",
      "  eidetic explain id:a.jpg id:b.jpg --rerank 'superglobal > geometric'",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:they agree",
      "1:they do not agree as far as geometry tells",
      "2:wrong usage",
      "3:failure, such as a file that is no image",
    })
final class ExplainCommand extends EideticCommand {

  @Parameters(index = "0", paramLabel = "QUERY", description = "The picture that asked.")
  private String query = "";

  @Parameters(index = "1", paramLabel = "HIT", description = "The picture to explain.")
  private String hit = "";

  @Mixin private CollectionOption collection = new CollectionOption();

  @Mixin private RerankOption rerank = new RerankOption();

  @Mixin private FeaturesOption features = new FeaturesOption();

  @Mixin private CrossEncoderOption crossEncoder = new CrossEncoderOption();

  @Option(
      names = "--matcher",
      paramLabel = "FILE",
      description =
          "ONNX graph such as an export of LightGlue, made for the graph of --features, that says"
              + " which details are the same; the nearest unless said.")
  private Optional<Path> matcher = Optional.empty();

  @Option(
      names = "--heat",
      description =
          "Also say which regions look like the other picture to the encoder; the page shows them"
              + " all.")
  private boolean isHeated;

  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      description =
          "Encoder for --heat; the collection's, or without one "
              + Encoders.DEFAULT
              + ", unless said.")
  private Optional<String> model = Optional.empty();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean isJson;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also write a page with both pictures and lines between what agrees.")
  private Optional<Path> html = Optional.empty();

  @Option(
      names = "--open",
      description = "Show the page in the browser; without --html it goes to a temporary file.")
  private boolean isOpen;

  ExplainCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ImageRefusedException {
    var settings = rerank.settings();
    var left = ExampleSource.of(query, terminal().workingDirectory());
    var right = ExampleSource.of(hit, terminal().workingDirectory());
    var files = new ArrayList<Path>();
    for (var source : List.of(left, right)) {
      require(
          !(source instanceof ExampleSource.OfWeb),
          "explain reads files and items; download the picture first");
      if (source instanceof ExampleSource.OfFile(Path file)) {
        files.add(file);
      }
    }
    if (files.size() == 2 && settings.isEmpty()) {
      return explain(files.getFirst(), files.getLast(), Optional.empty(), Optional.empty());
    }
    require(
        settings.isEmpty() || right instanceof ExampleSource.OfId,
        "stages re-rank hits of a search; name HIT by its id, such as id:NAME");
    var opener = new CollectionOpener(encoders(), DecodeLimits.DEFAULT);
    try (var opened = opener.open(collection.find(terminal(), files));
        var now = opened.collection().snapshot()) {
      var trail =
          settings.isPresent()
              ? trail(opened.collection(), now, left, settings.get(), opened)
              : Optional.<List<String>>empty();
      return explain(path(left, now), path(right, now), trail, Optional.of(opened.encoder()));
    }
  }

  /// What each stage said of the hit.
  private Optional<List<String>> trail(
      Collection opened,
      Snapshot now,
      ExampleSource source,
      RerankSettings settings,
      OpenCollection with)
      throws IOException, InterruptedException, ImageRefusedException {
    var example =
        new ExampleReader(with.decoder(), with.encoder().wantedSide(), FetchRules.anyWeb())
            .read(source);
    var request = SearchRequest.like(example.example()).count(settings.candidates());
    RerankedHits reranked;
    try (var extractor = features.open(terminal());
        var cross = crossEncoder.open(terminal(), settings.cascade().hasCrossEncoder())) {
      reranked =
          new DetailSearch(opened, now, List.of(example), extractor)
              .reranked(request, cross.in(settings));
    }
    String wanted = idOf(ExampleSource.of(hit, terminal().workingDirectory()));
    var lines = new ArrayList<String>();
    reranked.reports().forEach(report -> lines.add(report.text()));
    for (int i = 0; i < reranked.hits().size(); i++) {
      if (reranked.hits().get(i).item().id().equals(wanted)) {
        lines.add("rank %d of %d".formatted(i + 1, reranked.hits().size()));
        for (int stage = 0; stage < reranked.trails().get(i).size(); stage++) {
          lines.add(
              TrailText.line(
                  reranked.trails().get(i).get(stage), reranked.pulledBy().get(i).get(stage)));
        }
        return Optional.of(lines);
      }
    }
    lines.add("not among the first %d hits".formatted(settings.candidates()));
    return Optional.of(lines);
  }

  private static String idOf(ExampleSource source) {
    return source instanceof ExampleSource.OfId(String id) ? id : "";
  }

  private static Path path(ExampleSource source, Snapshot now) throws IOException {
    return switch (source) {
      case ExampleSource.OfFile(Path file) -> file;
      case ExampleSource.OfId id -> {
        ExampleReader.requireItem(now, id);
        yield Path.of(now.get(id.id()).orElseThrow().path());
      }
      case ExampleSource.OfWeb _ -> throw new IllegalStateException("refused before");
    };
  }

  /// @param encoder the collection's, if there is one
  private int explain(
      Path left, Path right, Optional<List<String>> trail, Optional<ImageEncoder> encoder)
      throws IOException, ImageRefusedException {
    var decoder = ImageDecoders.standard(DecodeLimits.DEFAULT);
    var query = pixels(left, decoder);
    var other = pixels(right, decoder);
    MatchExplanation explanation;
    try (var extractor = features.open(terminal())) {
      explanation = matched(query, other, extractor, decoder);
    }
    var heat = isHeated ? Optional.of(heat(query, other, encoder)) : Optional.<HeatText>empty();
    var text = new MatchText(left, right, explanation, heat, trail.orElse(List.of()));
    if (isJson) {
      printJson(text.json());
    } else {
      text.lines().forEach(terminal()::line);
    }
    if (html.isPresent() || isOpen) {
      Path file =
          html.isPresent()
              ? terminal().resolve(html.get())
              : Files.createTempFile("eidetic-", ".html");
      text.write(file);
      terminal().note("page: " + file);
      if (isOpen) {
        Browser.open(file);
      }
    }
    return explanation.isVerified() ? ExitCodes.OK : ExitCodes.PARTIAL;
  }

  private HeatText heat(Pixels query, Pixels other, Optional<ImageEncoder> encoder)
      throws IOException {
    if (encoder.isPresent() && model.isEmpty()) {
      return HeatText.of(query, other, encoder.get());
    }
    try (var asked = encoders().open(model.orElse(Encoders.DEFAULT))) {
      return HeatText.of(query, other, asked);
    }
  }

  private MatchExplanation matched(
      Pixels left, Pixels right, FeatureExtractor extractor, ImageDecoder decoder)
      throws IOException, ImageRefusedException {
    if (matcher.isEmpty()) {
      return MatchExplanation.of(left, right, extractor, decoder);
    }
    try (var learned = LearnedMatcher.open(terminal().resolve(matcher.get()))) {
      return MatchExplanation.of(left, right, extractor, learned, decoder);
    }
  }

  private static Pixels pixels(Path file, ImageDecoder decoder)
      throws IOException, ImageRefusedException {
    require(Files.isRegularFile(file), "%s is no file; give an image file or an id", file);
    long limit = DecodeLimits.DEFAULT.maxBytes();
    require(
        Files.size(file) <= limit, "%s has more than %d bytes, the most that is read", file, limit);
    return decoder.decode(Files.readAllBytes(file), FeatureLimits.DEFAULT.side()).pixels();
  }
}
