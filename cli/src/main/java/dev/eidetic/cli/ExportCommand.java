package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Formats;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.export.VectorExport;
import dev.eidetic.engine.sheet.VisibleText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `eidetic export`: vectors and items for other programs.
@Command(
    name = "export",
    description = {
      "Writes the vectors and the items they belong to, in the same order of rows.",
      "",
      "Vectors: .npy (NumPy, float32) or .fvecs. Items: .jsonl or .csv, with row, id, path and"
          + " fields.",
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {"  eidetic export --vectors v.npy --items i.jsonl --where 'width:[1000 TO *]'"},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:written", "1:nothing to write", "2:wrong usage", "3:failure"})
final class ExportCommand extends EideticCommand {

  @Mixin private CollectionOption collection = new CollectionOption();

  @Option(names = "--vectors", required = true, paramLabel = "FILE", description = "For vectors.")
  private Path vectors = Path.of("");

  @Option(names = "--items", required = true, paramLabel = "FILE", description = "For items.")
  private Path items = Path.of("");

  @Option(
      names = {"-w", "--where"},
      paramLabel = "FILTER",
      description = "Only items that pass, as in search.")
  private String where = "";

  ExportCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException {
    var folder = collection.find(terminal(), List.of());
    try (var opened = Collection.open(folder);
        var now = opened.snapshot()) {
      var vectorFile = terminal().resolve(vectors);
      var itemFile = terminal().resolve(items);
      long rows = VectorExport.write(now, where, vectorFile, itemFile);
      terminal()
          .line(
              "%s of %d numbers in %s and %s"
                  .formatted(
                      Formats.counted(rows, "vector", "vectors"),
                      opened.space().dimension(),
                      VisibleText.of(vectorFile.toString()),
                      VisibleText.of(itemFile.toString())));
      return rows == 0 ? ExitCodes.PARTIAL : ExitCodes.OK;
    }
  }
}
