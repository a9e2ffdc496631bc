package dev.eidetic.cli.train;

import dev.eidetic.cli.EideticCommand;
import dev.eidetic.cli.ExitCodes;
import dev.eidetic.cli.FeaturesOption;
import dev.eidetic.cli.LabelledData;
import dev.eidetic.cli.terminal.Formats;
import dev.eidetic.cli.terminal.ProgressLine;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.encode.lookup.Encoders;
import dev.eidetic.engine.evaluation.EvaluationPlan;
import dev.eidetic.engine.evaluation.PairMiner;
import dev.eidetic.evaluate.Metric;
import dev.eidetic.rerank.cross.MatchTokens;
import dev.eidetic.train.reranker.LabelledPair;
import dev.eidetic.train.reranker.RerankerReport;
import dev.eidetic.train.reranker.RerankerSettings;
import dev.eidetic.train.reranker.RerankerTraining;
import dev.eidetic.train.trainer.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `eidetic train reranker`: a cross-encoder from labelled pictures.
@Command(
    name = "reranker",
    description = {
      "Trains a small transformer that looks at a query and a hit together and says whether they show"
          + " the same thing: the stage cross of --rerank.",
      "",
      "Each picture's first hits by an encoder are compared detail by detail; the transformer learns"
          + " from what agrees which hits are right. A share of the classes is held out and measured"
          + " on after every epoch; the best epoch is kept. It learns from details only, so that it"
          + " serves every encoder, but only the features it was trained with.",
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  eidetic train reranker --data objects --out objects.onnx",
      "  eidetic train reranker --data a/list.csv --data b/list.csv \\",
      "      --split query=query,gallery=gallery --model mobilenet --out both.onnx",
      "  eidetic eval --data test --rerank cross --cross-encoder both.onnx",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:trained and written",
      "2:wrong usage",
      "3:failure, such as an image that cannot be read or too few pairs",
    })
final class TrainRerankerCommand extends EideticCommand {

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR|CSV",
      description = "Images and their classes, as for eval. May be repeated.")
  private List<Path> data = new ArrayList<>();

  @Mixin private LabelledData options = new LabelledData();

  @Option(
      names = {"-m", "--model"},
      paramLabel = "NAME|DIR",
      description = "The encoder whose hits are learned from (${DEFAULT-VALUE}).")
  private String model = Encoders.DEFAULT;

  @Mixin private FeaturesOption features = new FeaturesOption();

  @Option(
      names = "--hits",
      paramLabel = "N",
      description = "First hits of each picture to learn from (${DEFAULT-VALUE}).")
  private int hits = 20;

  @Option(
      names = "--missed",
      paramLabel = "N",
      description = {
        "Right pictures that were not among the first hits to learn from, too, at most"
            + " (${DEFAULT-VALUE})."
      })
  private int missed = 2;

  @Option(names = "--epochs", paramLabel = "N", description = "Passes (${DEFAULT-VALUE}).")
  private int epochs = RerankerSettings.DEFAULT.epochs();

  @Option(names = "--seed", paramLabel = "N", description = "Of all chance (${DEFAULT-VALUE}).")
  private long seed = RerankerSettings.DEFAULT.seed();

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Threads that compare pictures; one per processor unless said.")
  private int workers = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The ONNX graph to write; replaced once the new one is whole.")
  private Path output = Path.of("");

  TrainRerankerCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    options.requireUsage();
    var settings = RerankerSettings.DEFAULT.with(epochs, seed);
    try {
      var pairs = new ArrayList<LabelledPair>();
      String kind = mine(pairs);
      var training = new RerankerTraining(settings, pairs, MatchTokens.ROWS, MatchTokens.WIDTH);
      terminal()
          .note(
              "%s to learn from, %s held out"
                  .formatted(
                      Formats.counted(training.split().learned().size(), "pair", "pairs"),
                      Formats.count(training.split().heldOut().size())));
      byte[] graph = training.run(this::report, Map.of("features", kind));
      write(graph, terminal().resolve(output));
      return ExitCodes.OK;
    } catch (TrainingException e) {
      terminal().note("eidetic: " + e.getMessage());
      return ExitCodes.FAILURE;
    }
  }

  /// @return the kind of features
  private String mine(List<LabelledPair> pairs) throws IOException, InterruptedException {
    var decoder = ImageDecoders.standard(DecodeLimits.DEFAULT);
    var line = new ProgressLine(terminal(), false);
    try (var encoder = encoders().open(model);
        var extractor = features.open(terminal())) {
      for (var source : data) {
        EvaluationPlan plan =
            options.plan(terminal().resolve(source), List.of(Metric.parse("R@1")), List.of());
        int before = pairs.isEmpty() ? 0 : pairs.getLast().query() + 1;
        var mined =
            new PairMiner(plan, hits, missed, workers)
                .run(
                    encoder,
                    extractor,
                    decoder,
                    (stage, done, total) ->
                        line.show(
                            () ->
                                "%s: %s, %s of %s"
                                    .formatted(
                                        source,
                                        stage.label(),
                                        Formats.count(done),
                                        Formats.count(total))));
        mined.forEach(
            pair ->
                pairs.add(
                    new LabelledPair(
                        before + pair.query(),
                        plan.root() + ":" + pair.group(),
                        pair.tokens(),
                        pair.isSame())));
      }
      return extractor.kind();
    } finally {
      line.clear();
    }
  }

  private void report(RerankerReport report) {
    terminal()
        .note(
            report.epoch() == 0
                ? String.format(
                    Locale.ROOT, "as found: right first for %.3f of queries", report.rightFirst())
                : String.format(
                    Locale.ROOT,
                    "epoch %d: loss %.4f, held out %.4f, right first for %.3f of queries, %.0f pairs/s",
                    report.epoch(),
                    report.loss(),
                    report.heldOutLoss(),
                    report.rightFirst(),
                    report.pairsPerSecond()));
  }

  private void write(byte[] graph, Path file) throws IOException {
    var parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    var aside = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.write(aside, graph);
      Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(aside);
    }
    terminal().line("model: " + file);
  }
}
