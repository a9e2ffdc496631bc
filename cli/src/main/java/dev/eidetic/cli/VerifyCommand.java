package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Formats;
import dev.eidetic.cli.terminal.ProgressLine;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.engine.check.CheckReport;
import dev.eidetic.engine.check.CollectionCheck;
import dev.eidetic.engine.sheet.VisibleText;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `eidetic verify`: is a collection whole?
@Command(
    name = "verify",
    description = "Reads a whole collection and says what is wrong with it. Changes nothing.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {"  eidetic verify -c ~/Pictures", "  eidetic verify -c ~/Pictures --files"},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:whole", "1:something is wrong", "2:wrong usage", "3:failure"})
final class VerifyCommand extends EideticCommand {

  @Mixin private CollectionOption collection = new CollectionOption();

  @Option(
      names = "--files",
      description = "Also compare the image files with what was indexed, by SHA-256.")
  private boolean hashesFiles;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean isJson;

  VerifyCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException {
    var folder = collection.find(terminal(), List.of());
    var progress = new ProgressLine(terminal(), false);
    CheckReport report;
    try {
      report =
          CollectionCheck.run(
              folder,
              hashesFiles,
              items -> progress.show(() -> Formats.counted(items, "item", "items") + " read"));
    } finally {
      progress.clear();
    }
    if (isJson) {
      var json = new LinkedHashMap<String, Object>();
      json.put("collection", folder.toString());
      json.put("items", report.items());
      json.put("problem_count", report.problemCount());
      json.put("problems", report.problems());
      printJson(json);
    } else {
      print(report);
    }
    return report.isWhole() ? ExitCodes.OK : ExitCodes.PARTIAL;
  }

  private void print(CheckReport report) {
    for (String problem : report.problems()) {
      terminal().line(VisibleText.of(problem));
    }
    if (report.problemCount() > report.problems().size()) {
      long more = report.problemCount() - report.problems().size();
      terminal().line("… and %s more".formatted(Formats.count(more)));
    }
    String items = Formats.counted(report.items(), "item", "items");
    terminal()
        .line(
            report.isWhole()
                ? items + " read, all whole"
                : "%s read, %s"
                    .formatted(
                        items, Formats.counted(report.problemCount(), "problem", "problems")));
  }
}
