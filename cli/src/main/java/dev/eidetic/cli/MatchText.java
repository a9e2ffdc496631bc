package dev.eidetic.cli;

import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.engine.local.MatchExplanation;
import dev.eidetic.engine.local.MatchedBox;
import dev.eidetic.engine.sheet.ContactSheet;
import dev.eidetic.engine.sheet.FileThumbnails;
import dev.eidetic.engine.sheet.Sheet;
import dev.eidetic.engine.sheet.SheetBlock;
import dev.eidetic.engine.sheet.VisibleText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An explanation as lines, as JSON and as a page.
///
/// @param query the file, as `hit` is the other
/// @param heat what an encoder finds alike, if that was asked
/// @param trail what stages said; may be empty
record MatchText(
    Path query,
    Path hit,
    MatchExplanation explanation,
    Optional<HeatText> heat,
    List<String> trail) {

  /// Facts by name, in order.
  private Map<String, Object> facts() {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("verified", explanation.isVerified());
    facts.put("agreeing", explanation.agreeing());
    facts.put("matches", explanation.matched());
    facts.put("query_features", explanation.query().count());
    facts.put("hit_features", explanation.hit().count());
    explanation
        .placement()
        .ifPresent(
            placement -> {
              facts.put("model", placement.model());
              facts.put("angle_degrees", placement.angleDegrees());
              facts.put("scale", placement.scale());
              facts.put("shift_x", placement.shiftX());
              facts.put("shift_y", placement.shiftY());
              facts.put("query_box", box(explanation.queryBox()));
              facts.put("hit_box", box(explanation.hitBox()));
            });
    heat.ifPresent(regions -> facts.putAll(regions.facts()));
    return facts;
  }

  private static String box(Optional<MatchedBox> box) {
    return box.map(MatchedBox::text).orElse("");
  }

  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(explanation.verdict());
    facts().forEach((name, value) -> lines.add("%-15s %s".formatted(name, value)));
    trail.forEach(line -> lines.add(VisibleText.of(line)));
    return lines;
  }

  Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("query", query.toString());
    json.put("hit", hit.toString());
    json.putAll(facts());
    json.put("trail", trail);
    return json;
  }

  void write(Path file) throws IOException, ImageRefusedException {
    var decoder = ImageDecoders.standard(DecodeLimits.DEFAULT);
    var blocks = new ArrayList<SheetBlock>();
    blocks.add(
        new SheetBlock.Picture(
            "Query on the left, hit on the right; lines join features that agree, boxes hold them",
            explanation.picture()));
    if (heat.isPresent()) {
      blocks.add(
          new SheetBlock.Picture(
              "Regions that look like the other picture to %s: yellow most, blue least, each picture by itself"
                  .formatted(heat.get().model()),
              heat.get().picture(decoder)));
    }
    var rows = new ArrayList<List<String>>();
    facts().forEach((name, value) -> rows.add(List.of(name, value.toString())));
    blocks.add(new SheetBlock.Table(List.of("fact", "value"), rows));
    if (!trail.isEmpty()) {
      blocks.add(
          new SheetBlock.Table(
              List.of("what the stages said"), trail.stream().map(List::of).toList()));
    }
    var sheet =
        new Sheet(
            "Why " + hit.getFileName(),
            explanation.verdict(),
            List.of(),
            List.of(
                new Sheet.Fact("query", query.toString()), new Sheet.Fact("hit", hit.toString())),
            Instant.now().truncatedTo(ChronoUnit.SECONDS),
            "",
            List.of(new Sheet.Section("", "", blocks, List.of())));
    ContactSheet.write(file, sheet, FileThumbnails.standard(decoder));
  }
}
