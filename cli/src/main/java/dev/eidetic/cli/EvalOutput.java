package dev.eidetic.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.cli.terminal.Table;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.engine.sheet.ContactSheet;
import dev.eidetic.engine.sheet.FileThumbnails;
import dev.eidetic.engine.sheet.Sheet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where an evaluation is written to: a page, JSON, the terminal.
///
/// @param json file for JSON, `-` for standard output, blank for none
/// @param html file for the page
record EvalOutput(Terminal terminal, String json, Optional<Path> html) {

  boolean isJsonOnly() {
    return json.equals("-");
  }

  void page(Sheet sheet) throws IOException {
    if (html.isPresent()) {
      var file = terminal.resolve(html.get());
      var decoder = ImageDecoders.standard(DecodeLimits.DEFAULT);
      ContactSheet.write(file, sheet, FileThumbnails.standard(decoder));
      terminal.note("page: " + file);
    }
  }

  void jsonFile(Map<String, Object> content) throws IOException {
    if (!json.isEmpty() && !isJsonOnly()) {
      Files.writeString(terminal.resolve(json), JSON.std.asString(content) + "\n");
    }
  }

  void table(List<String> titles, List<List<String>> rows) {
    var columns = new ArrayList<Table.Column>();
    for (String title : titles) {
      boolean isText = columns.isEmpty() || title.equals("ranking");
      columns.add(new Table.Column(title, isText ? Table.Kind.TEXT : Table.Kind.NUMBER));
    }
    var table = new Table(columns);
    rows.forEach(table::row);
    table.print(terminal);
    terminal.line("");
  }
}
