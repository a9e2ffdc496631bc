package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Formats;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.encode.lookup.Encoders;
import dev.eidetic.engine.bench.IngestBenchmark;
import dev.eidetic.engine.bench.IngestRates;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `eidetic bench ingest`: what part of its time an ingest spends on what it cannot do without.
@Command(
    name = "ingest",
    description = {
      "Compares indexing with decoding and encoding alone: same files, threads and batches, in"
          + " alternating rounds after a warm-up. Medians count.",
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {"  eidetic bench ingest ~/Pictures --model mobilenet --seconds 20"},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:measured", "2:wrong usage", "3:failure"})
final class BenchIngestCommand extends EideticCommand {

  @Parameters(paramLabel = "FOLDER", description = "Of images; an even sample if they are many.")
  private Path folder = Path.of("");

  @Option(
      names = {"-m", "--model"},
      paramLabel = "NAME|DIR",
      description = "The encoder (${DEFAULT-VALUE}).")
  private String model = Encoders.DEFAULT;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Threads that decode and encode; one per processor unless said.")
  private int workers = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "About how long one measurement takes (${DEFAULT-VALUE}).")
  private int seconds = 10;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Measurements of each kind (${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean isJson;

  BenchIngestCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (var encoder = encoders().open(model)) {
      var decoder = ImageDecoders.standard(DecodeLimits.DEFAULT);
      var benchmark =
          new IngestBenchmark(encoder, decoder, workers, Duration.ofSeconds(seconds), rounds);
      var rates = benchmark.run(terminal().resolve(folder), terminal()::note);
      if (isJson) {
        printJson(rates);
      } else {
        print(rates);
      }
    }
    return ExitCodes.OK;
  }

  private void print(IngestRates rates) {
    terminal()
        .line(
            "%s, %s, median of %d rounds"
                .formatted(
                    Formats.counted(rates.files(), "file", "files"),
                    Formats.counted(workers, "worker", "workers"),
                    rates.alone().size()));
    line("decode and encode alone", Formats.rate(rates.medianAlone()) + " images/s");
    line("ingest", Formats.rate(rates.medianIngest()) + " images/s");
    line("ratio, median of rounds", String.format(Locale.ROOT, "%.3f", rates.ratio()));
    line(
        "heap in use at the end",
        "%s of %s".formatted(Formats.bytes(rates.heapBytes()), Formats.bytes(rates.heapLimit())));
  }

  private void line(String label, String value) {
    terminal().line("  %-26s %s".formatted(label, value));
  }

  private void printJson(IngestRates rates) throws IOException {
    var json = new LinkedHashMap<String, Object>();
    json.put("model", model);
    json.put("files", rates.files());
    json.put("workers", workers);
    json.put("decode_encode_per_second", rates.alone());
    json.put("ingest_per_second", rates.ingest());
    json.put("median_decode_encode_per_second", rates.medianAlone());
    json.put("median_ingest_per_second", rates.medianIngest());
    json.put("ratio", rates.ratio());
    json.put("heap_bytes", rates.heapBytes());
    json.put("heap_limit_bytes", rates.heapLimit());
    printJson(json);
  }
}
