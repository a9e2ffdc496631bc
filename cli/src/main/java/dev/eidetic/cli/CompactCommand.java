package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Formats;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.summary.CollectionSummary;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `eidetic compact`: one segment instead of many.
@Command(
    name = "compact",
    description = {
      "Merges all parts of a collection into one and frees the space of deleted items.",
      "",
      "Searches are fastest afterwards. It takes as long as building an index of all vectors, and"
          + " meanwhile up to the size of the collection on the disk. Searching goes on meanwhile.",
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {"  eidetic compact -c ~/Pictures"},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:wrong usage", "3:failure, such as a full disk"})
final class CompactCommand extends EideticCommand {

  @Mixin private CollectionOption collection = new CollectionOption();

  CompactCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException {
    var folder = collection.find(terminal(), List.of());
    try (var opened = Collection.open(folder)) {
      long before = CollectionSummary.of(opened).bytes();
      opened.compact();
      long after = CollectionSummary.of(opened).bytes();
      terminal().line("%s, before %s".formatted(Formats.bytes(after), Formats.bytes(before)));
    }
    return ExitCodes.OK;
  }
}
