package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Formats;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.sheet.VisibleText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `eidetic delete`: items out of a collection.
@Command(
    name = "delete",
    description = {
      "Takes items out of a collection. Their files stay, so indexing the folder again brings them"
          + " back.",
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  eidetic delete 2023/beach.jpg 2023/pool.jpg",
      "  eidetic delete --where 'folder:drafts'",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:deleted",
      "1:some id does not exist, nothing passes the filter, or the answer was no",
      "2:wrong usage",
      "3:failure",
    })
final class DeleteCommand extends EideticCommand {

  @Parameters(arity = "0..*", paramLabel = "ID", description = "Of the items.")
  private List<String> ids = new ArrayList<>();

  @Mixin private CollectionOption collection = new CollectionOption();

  @Option(
      names = {"-w", "--where"},
      paramLabel = "FILTER",
      description = "All items that pass, as in search. Asks before it deletes.")
  private String where = "";

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean isSure;

  DeleteCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException {
    if (ids.isEmpty() == where.isBlank()) {
      throw new IllegalArgumentException("say what to delete: either ids or --where FILTER");
    }
    var folder = collection.find(terminal(), List.of());
    try (var opened = Collection.open(folder)) {
      return ids.isEmpty() ? deleteMatching(opened) : deleteIds(opened);
    }
  }

  private int deleteIds(Collection opened) throws IOException {
    int missing = 0;
    for (String id : ids) {
      if (!opened.delete(id)) {
        missing++;
        try (var now = opened.snapshot()) {
          terminal().note("eidetic: " + VisibleText.of(now.noSuchItem(id)));
        }
      }
    }
    opened.commit();
    terminal().line("deleted " + Formats.counted(ids.size() - missing, "item", "items"));
    return missing == 0 ? ExitCodes.OK : ExitCodes.PARTIAL;
  }

  private int deleteMatching(Collection opened) throws IOException {
    int passing;
    try (var now = opened.snapshot()) {
      passing = now.count(where);
    }
    if (passing == 0) {
      terminal().note("nothing passes the filter");
      return ExitCodes.PARTIAL;
    }
    String items = Formats.counted(passing, "item", "items");
    if (!isSure && !agrees(items, opened)) {
      terminal().note("nothing deleted");
      return ExitCodes.PARTIAL;
    }
    int deleted = opened.deleteWhere(where);
    opened.commit();
    terminal().line("deleted " + Formats.counted(deleted, "item", "items"));
    return ExitCodes.OK;
  }

  private boolean agrees(String items, Collection opened) throws IOException {
    if (!terminal().isInputTerminal()) {
      throw new IllegalArgumentException(
          "%s would be deleted; nobody is there to ask, so say --yes if that is right"
              .formatted(items));
    }
    terminal()
        .err()
        .print(
            "delete %s from %s? [y/N] "
                .formatted(items, VisibleText.of(opened.folder().toString())));
    terminal().err().flush();
    String answer = terminal().in().readLine();
    return answer != null && List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
  }
}
