package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Formats;
import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.engine.Example;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.engine.query.ExampleSource;
import dev.eidetic.engine.sheet.ContactSheet;
import dev.eidetic.engine.sheet.FileThumbnails;
import dev.eidetic.engine.sheet.Sheet;
import dev.eidetic.engine.sheet.Sheet.Fact;
import dev.eidetic.engine.sheet.SheetHit;
import dev.eidetic.engine.sheet.SheetPicture;
import dev.eidetic.engine.sheet.SheetQuery;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A search as a page with thumbnails.
final class SearchPage {

  private SearchPage() {}

  static void write(Path file, SearchResult result, Snapshot now) throws IOException {
    var examples = new ArrayList<SheetQuery.Example>();
    for (int i = 0; i < result.words().size(); i++) {
      var word = result.words().get(i);
      var example = result.request().examples().get(i).example();
      examples.add(example(word, example, result, now));
    }
    String title = title(result.words());
    var hits = result.hits().stream().map(hit -> SheetHit.of(hit, result.fields())).toList();
    var query =
        new SheetQuery(title, examples, result.request().where(), List.of(), command(result), hits);
    var sheet =
        new Sheet(
            title,
            "",
            List.of(),
            facts(result, now),
            Instant.now().truncatedTo(ChronoUnit.SECONDS),
            "",
            List.of(Sheet.Section.untitled(List.of(query))));
    var decoder = ImageDecoders.standard(DecodeLimits.DEFAULT);
    ContactSheet.write(file, sheet, FileThumbnails.standard(decoder));
  }

  private static SheetQuery.Example example(
      SearchWord word, Example example, SearchResult result, Snapshot now) throws IOException {
    var role =
        !word.isWanted()
            ? SheetQuery.Role.UNLIKE
            : result.words().size() == 1 ? SheetQuery.Role.QUERY : SheetQuery.Role.LIKE;
    var picture =
        switch (example) {
          case Example.Picture(var pixels) ->
              word.source() instanceof ExampleSource.OfFile(Path path)
                  ? new SheetPicture.InFile(path.toString())
                  : new SheetPicture.InMemory(pixels);
          case Example.OfItem(String id) ->
              now.get(id)
                  .map(SheetPicture::of)
                  .orElseGet(() -> new SheetPicture.Nowhere("no longer in the collection"));
          case Example.Vector _ -> new SheetPicture.Nowhere("searched by a vector");
        };
    return new SheetQuery.Example(role, picture, shortName(word), List.of());
  }

  /// What a person would say: `like cat.jpg and dog.jpg, unlike bird.jpg`.
  private static String title(List<SearchWord> words) {
    String unlike = names(words, false);
    return "like " + names(words, true) + (unlike.isEmpty() ? "" : ", unlike " + unlike);
  }

  private static String names(List<SearchWord> words, boolean wanted) {
    return words.stream()
        .filter(word -> word.isWanted() == wanted)
        .map(SearchPage::shortName)
        .collect(Collectors.joining(" and "));
  }

  /// The last part of a path, an id or an address.
  private static String shortName(SearchWord word) {
    String text = word.text();
    String name = text.substring(text.lastIndexOf('/') + 1);
    return name.isEmpty() ? text : name;
  }

  private static List<Fact> facts(SearchResult result, Snapshot now) throws IOException {
    return List.of(
        new Fact("collection", result.collection().folder().toString()),
        new Fact("items", Formats.count(now.size())),
        new Fact("space", result.collection().space().toString()),
        new Fact("took", Formats.time(result.took())));
  }

  private static String command(SearchResult result) {
    var command = new StringBuilder("eidetic search -c ");
    command.append(Formats.shellWord(result.collection().folder().toString()));
    for (var word : result.words()) {
      command.append(word.isWanted() ? " --like " : " --unlike ");
      command.append(Formats.shellWord(word.text()));
    }
    var request = result.request();
    if (!request.where().isBlank()) {
      command.append(" --where ").append(Formats.shellWord(request.where()));
    }
    command.append(result.isLocal() ? " --local" : "");
    return command.append(" -k ").append(request.count()).toString();
  }
}
