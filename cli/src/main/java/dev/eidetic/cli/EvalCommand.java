package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Formats;
import dev.eidetic.cli.terminal.ProgressLine;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.encode.lookup.Encoders;
import dev.eidetic.engine.evaluation.EvaluationJson;
import dev.eidetic.engine.evaluation.EvaluationListener;
import dev.eidetic.engine.evaluation.EvaluationPage;
import dev.eidetic.engine.evaluation.EvaluationPlan;
import dev.eidetic.engine.evaluation.EvaluationReport;
import dev.eidetic.engine.evaluation.ModelEvaluation;
import dev.eidetic.engine.evaluation.ModelResult;
import dev.eidetic.engine.evaluation.RerankOptions;
import dev.eidetic.engine.evaluation.Stage;
import dev.eidetic.engine.evaluation.TaskEvaluation;
import dev.eidetic.engine.evaluation.TaskReport;
import dev.eidetic.evaluate.Bootstrap;
import dev.eidetic.evaluate.dataset.Benchmark;
import dev.eidetic.evaluate.dataset.BenchmarkCheck;
import dev.eidetic.evaluate.dataset.Benchmarks;
import dev.eidetic.evaluate.dataset.EvaluationTask;
import dev.eidetic.evaluate.dataset.ImageReference;
import dev.eidetic.evaluate.ranks.RankFile;
import dev.eidetic.evaluate.ranks.RankFormat;
import dev.eidetic.index.aggregated.AggregationSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `eidetic eval`: how well models, or rankings, do by ground truth.
@Command(
    name = "eval",
    synopsisSubcommandLabel = "[COMMAND]",
    description = {
      "Measures how well models find what belongs together.",
      "",
      "Data is a folder of CLASS/IMAGE, where each image in turn is the query, or a CSV with the"
          + " columns image,label[,split,query,box]; or a benchmark by name, such as roxford5k, sop"
          + " or cub200, with its files in --data. Ranking is exact. Every listed image must be"
          + " readable. With several models, p tells how likely a difference as large to the first"
          + " would be, were both equally good.",
    },
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  eidetic eval --data photos --model classic --model mobilenet",
      "  eidetic eval --data list.csv --split test=query,train=gallery --html eval.html",
      "  eidetic eval roxford5k --data DIR --model mobilenet --setup Medium",
      "  eidetic eval roxford5k --data DIR --model mobilenet --distractors revisitop1m.txt",
      "  eidetic eval --data photos --rerank 'aqe(k=10,alpha=3)' --rerank superglobal",
      "  eidetic eval --ranks ranks.npy --truth gnd_roxford5k.pkl --json -",
      "  eidetic eval diff before.json after.json --html diff.html",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:measured",
      "2:wrong usage, such as an unknown metric",
      "3:failure, such as data that is not there or an image that cannot be read",
    })
final class EvalCommand extends EideticCommand {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..1", paramLabel = "BENCHMARK", description = "A benchmark by name.")
  private String benchmark = "";

  @Option(names = "--data", paramLabel = "DIR|CSV", description = "The images and their classes.")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = {"-m", "--model"},
      paramLabel = "NAME|DIR",
      description = "An encoder; eidetic-small unless said. May be repeated.")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--ranks",
      paramLabel = "FILE",
      description = {
        "Rankings of another system, one row per query: .npy, .json, .csv, NAME_u16le_RxC.bin or"
            + " NAME_u32le_RxC.bin. May be repeated."
      })
  private List<Path> ranks = new ArrayList<>();

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description = "What is right: a CSV as for --data, or gnd_*.pkl or .json of revisitop.")
  private Optional<Path> truth = Optional.empty();

  @Mixin private EvalData options = new EvalData();

  @Option(names = "--transposed", description = "Rankings have one column per query.")
  private boolean isTransposed;

  @Option(names = "--names", description = "Rankings in CSV are names of images, not numbers.")
  private boolean isNamed;

  @Mixin private EvalRerank rerank = new EvalRerank();

  @Option(
      names = "--local",
      description = "Rank by local features alone, too, without a model (ASMK*).")
  private boolean isLocal;

  @Option(
      names = "--words",
      paramLabel = "N",
      description = "Visual words of --local, at most (${DEFAULT-VALUE}).")
  private int words = AggregationSettings.DEFAULT.words();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write everything in full precision; - for standard output.")
  private String json = "";

  @Option(names = "--html", paramLabel = "FILE", description = "Write a page to look at.")
  private Optional<Path> html = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the confidence intervals (${DEFAULT-VALUE}).")
  private long seed = Bootstrap.DEFAULT.seed();

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Threads; one per processor unless said.")
  private int workers = Runtime.getRuntime().availableProcessors();

  EvalCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    requireUsage();
    try (var cross = rerank.openCrossEncoder(terminal())) {
      return evaluate(rerank.options(terminal(), cross));
    }
  }

  private int evaluate(RerankOptions reranking) throws IOException, InterruptedException {
    var bootstrap = new Bootstrap(Bootstrap.DEFAULT.resamples(), Bootstrap.DEFAULT.level(), seed);
    if (benchmark.isEmpty()) {
      return evaluate(plan(), bootstrap, reranking);
    }
    var known = Benchmarks.find(benchmark);
    var root = terminal().resolve(data.orElse(Path.of(benchmark)));
    var task = BenchmarkCheck.open(known, root);
    BenchmarkCheck.differences(known, task).forEach(terminal()::note);
    if (task instanceof EvaluationTask.Retrieval retrieval) {
      return evaluate(options.ofBenchmark(known, retrieval, root), bootstrap, reranking);
    }
    return evaluateTask(known, new TaskEvaluation(task, root, workers, bootstrap));
  }

  private int evaluate(EvaluationPlan plan, Bootstrap bootstrap, RerankOptions reranking)
      throws IOException, InterruptedException {
    var complete = options.complete(plan, terminal()::resolve);
    var evaluation = new ModelEvaluation(complete, workers, bootstrap, reranking);
    var results =
        new ArrayList<>(
            ranks.isEmpty()
                ? eachModel(evaluation::run).stream().flatMap(List::stream).toList()
                : judge(complete, evaluation));
    if (isLocal) {
      results.add(local(evaluation));
    }
    write(new EvaluationReport(complete, bootstrap, results, command(), now()));
    return ExitCodes.OK;
  }

  private int evaluateTask(Benchmark known, TaskEvaluation evaluation)
      throws IOException, InterruptedException {
    if (rerank.isGiven() || isLocal || options.isOfRanking()) {
      throw new IllegalArgumentException(
          ("benchmark %s ranks no gallery; it goes without --rerank, --local, --metrics, --setup,"
                  + " --distractors and --trained-on")
              .formatted(known.name()));
    }
    var results = eachModel(evaluation::run);
    write(
        new TaskReport(
            known.title(),
            evaluation.task(),
            evaluation.root(),
            evaluation.bootstrap(),
            results,
            command(),
            now()));
    return ExitCodes.OK;
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  private void requireUsage() {
    boolean isOfRanks = !ranks.isEmpty();
    if (isOfRanks != truth.isPresent()) {
      throw new IllegalArgumentException("--ranks and --truth belong together; give both or none");
    }
    if (isOfRanks && isLocal) {
      throw new IllegalArgumentException(
          "--local needs the pictures, and --ranks has none; give --data instead");
    }
    if (isOfRanks && rerank.isGiven()) {
      throw new IllegalArgumentException(
          "--rerank needs vectors, and --ranks has none; give --data and --model instead");
    }
    if (isOfRanks && (data.isPresent() || !models.isEmpty() || !benchmark.isEmpty())) {
      throw new IllegalArgumentException(
          "--ranks judges rankings that are there; it goes without BENCHMARK, --data and --model");
    }
    if (!isOfRanks && data.isEmpty() && benchmark.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing to evaluate on; give --data DIR, a benchmark, or --ranks FILE --truth FILE");
    }
    options.requireUsage();
    if (workers < 1 || workers > 1024) {
      throw new IllegalArgumentException(
          "--workers is %d; it must be 1 to 1024".formatted(workers));
    }
  }

  private EvaluationPlan plan() throws IOException {
    return truth.isPresent()
        ? options.ofTruth(terminal().resolve(truth.get()))
        : options.ofImages(terminal().resolve(data.orElseThrow()));
  }

  /// Evaluates one model.
  @FunctionalInterface
  private interface Run<R> {
    R of(String name, ImageEncoder encoder, ImageDecoder decoder, EvaluationListener listener)
        throws IOException, InterruptedException;
  }

  private <R> List<R> eachModel(Run<R> run) throws IOException, InterruptedException {
    var decoder = ImageDecoders.standard(DecodeLimits.DEFAULT);
    var line = new ProgressLine(terminal(), false);
    var results = new ArrayList<R>();
    for (String model : models.isEmpty() ? List.of(Encoders.DEFAULT) : models) {
      try (var encoder = encoders().open(model)) {
        results.add(
            run.of(
                model,
                encoder,
                decoder,
                (stage, done, total) -> line.show(() -> progress(model, stage, done, total))));
      } finally {
        line.clear();
      }
    }
    return results;
  }

  private static String progress(String model, Stage stage, long done, long total) {
    String images =
        "%s of %s".formatted(Formats.count(done), Formats.counted(total, "image", "images"));
    return switch (stage) {
      case ENCODE -> "%s: %s".formatted(model, images);
      case FEATURES -> "%s: %s, %s".formatted(model, stage.label(), images);
      default -> "%s: %s".formatted(model, stage.label());
    };
  }

  private ModelResult local(ModelEvaluation evaluation) throws IOException, InterruptedException {
    var line = new ProgressLine(terminal(), false);
    try {
      return evaluation.runLocal(
          ImageDecoders.standard(DecodeLimits.DEFAULT),
          AggregationSettings.DEFAULT.withWords(words),
          (stage, done, total) -> line.show(() -> progress("local", stage, done, total)));
    } finally {
      line.clear();
    }
  }

  private List<ModelResult> judge(EvaluationPlan plan, ModelEvaluation evaluation)
      throws IOException, InterruptedException {
    var format =
        new RankFormat(
            plan.queries().size(),
            plan.gallery().size(),
            isTransposed
                ? RankFormat.Orientation.TRANSPOSED
                : RankFormat.Orientation.QUERIES_IN_ROWS,
            isNamed ? RankFormat.Entries.NAMES : RankFormat.Entries.ORDINALS,
            plan.queries().stream().map(ImageReference::path).toList(),
            plan.gallery().stream().map(ImageReference::path).toList());
    var results = new ArrayList<ModelResult>();
    for (var file : ranks) {
      try (var rankings = RankFile.open(terminal().resolve(file), format)) {
        results.add(evaluation.judge(String.valueOf(file.getFileName()), rankings));
      }
    }
    return results;
  }

  /// The command line as it was, quoted for a shell.
  private String command() {
    var words = new ArrayList<String>(List.of("eidetic", "eval"));
    var parsed = spec.commandLine().getParseResult();
    parsed.originalArgs().stream()
        .filter(word -> !word.equals("eval"))
        .map(Formats::shellWord)
        .forEach(words::add);
    return String.join(" ", words);
  }

  private void write(EvaluationReport report) throws IOException {
    var output = new EvalOutput(terminal(), json, html);
    output.page(EvaluationPage.of(report));
    if (output.isJsonOnly()) {
      printJson(EvaluationJson.of(report));
      return;
    }
    output.jsonFile(EvaluationJson.of(report));
    output.table(report.tableColumns(), report.tableRows());
    report.notes().forEach(terminal()::line);
    for (var model : report.models()) {
      var times = times(model.stages());
      model.reranking().ifPresent(how -> how.stages().forEach(use -> times.add(use.text())));
      terminal().line(terminal().dim(model.label() + ": " + String.join("; ", times)));
    }
  }

  private void write(TaskReport report) throws IOException {
    var output = new EvalOutput(terminal(), json, html);
    output.page(report.sheet());
    if (output.isJsonOnly()) {
      printJson(report.json());
      return;
    }
    output.jsonFile(report.json());
    output.table(report.tableColumns(), report.tableRows());
    terminal().line(report.note());
    for (var result : report.results()) {
      String times = String.join("; ", times(result.stages()));
      terminal().line(terminal().dim(result.name() + ": " + times));
    }
  }

  private static List<String> times(Map<Stage, Duration> stages) {
    var times = new ArrayList<String>();
    stages.forEach((stage, time) -> times.add(stage.label() + " " + Formats.time(time)));
    return times;
  }
}
