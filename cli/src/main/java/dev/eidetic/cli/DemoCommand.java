package dev.eidetic.cli;

import com.google.errorprone.annotations.FormatMethod;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.demo.Catalogue;
import dev.eidetic.demo.show.Demo;
import dev.eidetic.demo.show.DemoFolder;
import dev.eidetic.demo.show.DemoListener.Step;
import dev.eidetic.demo.show.DemoReport;
import dev.eidetic.demo.show.JudgedSearch;
import dev.eidetic.encode.builtin.SmallEncoder;
import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `eidetic demo`: from nothing to a page of searches.
@Command(
    name = "demo",
    description = {
      "Draws a small catalogue, indexes it, searches it and shows the result as one HTML page.",
      "Needs no network. What an earlier run left in the folder is used again."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {"  eidetic demo", "  eidetic demo --folder /tmp/demo"},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:wrong usage", "3:failure"})
final class DemoCommand extends EideticCommand {

  private static final int JUDGED = 5;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      defaultValue = "eidetic-demo",
      description = "Where pictures, collection and page go; default: ${DEFAULT-VALUE}.")
  private Path folder = Path.of("eidetic-demo");

  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      description = "Width and height of the pictures, 16 to 4096; default: ${DEFAULT-VALUE}.")
  private int size = Catalogue.STANDARD_SIZE;

  DemoCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws Exception {
    var progress = new DemoProgress(terminal().err(), terminal().errorWidth().isPresent());
    try (var encoder = SmallEncoder.open()) {
      var demo =
          new Demo(
              Demo.Settings.standard(Catalogue.ofSize(size), "./eidetic"),
              new DemoFolder(folder),
              encoder,
              ImageDecoders.standard(DecodeLimits.DEFAULT));
      print(demo.run(progress));
      return ExitCodes.OK;
    } finally {
      progress.close();
    }
  }

  private void print(DemoReport report) {
    terminal().line("");
    terminal().line("hits   precision@5  query");
    report.searches().forEach(this::print);
    double mean =
        report.searches().stream()
            .mapToDouble(search -> search.precision(JUDGED))
            .average()
            .orElse(0);
    terminal().line(line("%11.2f         mean of these %d", mean, report.searches().size()));
    var overall = report.overall();
    terminal().line("");
    terminal()
        .line(
            line(
                "All %d pictures as queries: precision@%d %.3f, first hit right %.1f %%, %.1f ms per search.",
                overall.queries(),
                overall.depth(),
                overall.meanPrecision(),
                100 * overall.firstRight(),
                overall.meanMillis()));
    printTimes(report);
    terminal().line("");
    var page = terminal().resolve(report.sheet());
    terminal().line("Look at it: " + terminal().bold(page.toUri().toString()));
    terminal().line("");
    terminal().line("What to type next:");
    report.next().forEach(command -> terminal().line("  " + command));
  }

  /// A plus for each right hit, a minus for each wrong one, in the order of the ranks.
  private void print(JudgedSearch search) {
    var marks = new StringBuilder();
    search.hits().forEach(hit -> marks.append(search.isRight(hit) ? '+' : '-'));
    terminal()
        .line(line("%-5s %5.2f         %s", marks, search.precision(JUDGED), search.query().id()));
  }

  private void printTimes(DemoReport report) {
    var ingest = report.indexed().progress();
    terminal()
        .line(
            line(
                "Drawn %d, kept %d in %s. Indexed %d, unchanged %d, refused %d in %s. Searched in %s. Page in %s.",
                report.drawn().drawn(),
                report.drawn().kept(),
                seconds(report, Step.DRAW),
                ingest.added() + ingest.replaced(),
                ingest.unchanged(),
                ingest.refused(),
                seconds(report, Step.INDEX),
                seconds(report, Step.SEARCH),
                seconds(report, Step.SHOW)));
    if (report.isRepeated()) {
      terminal().line("Pictures and collection were there from an earlier run.");
    }
  }

  private static String seconds(DemoReport report, Step step) {
    return line("%.1f s", report.times().getOrDefault(step, Duration.ZERO).toMillis() / 1000.0);
  }

  @FormatMethod
  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
