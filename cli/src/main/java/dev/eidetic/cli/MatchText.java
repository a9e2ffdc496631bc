package dev.eidetic.cli;

import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoders;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// An explanation as lines, as JSON and as a page.
///
/// @param query the file, as `hit` is the other
/// @param trail what stages said; may be empty
record MatchText(Path query, Path hit, MatchExplanation explanation, List<String> trail) {

  /// Facts by name, in order.
  private Map<String, Object> facts() {
    var verification = explanation.verification();
    var facts = new LinkedHashMap<String, Object>();
    facts.put("verified", explanation.isVerified());
    facts.put("agreeing", verification.agreeing());
    facts.put("matches", verification.matches().count());
    facts.put("query_features", explanation.query().count());
    facts.put("hit_features", explanation.hit().count());
    verification
        .fit()
        .model()
        .filter(_ -> verification.agreeing() > 0)
        .ifPresent(
            model -> {
              double x = explanation.query().width() / 2.0;
              double y = explanation.query().height() / 2.0;
              double[] centre = model.map(x, y);
              facts.put("model", model.kind().name().toLowerCase(Locale.ROOT));
              facts.put("angle_degrees", rounded(Math.toDegrees(model.angleRadians(x, y))));
              facts.put("scale", rounded(model.scale(x, y)));
              facts.put("shift_x", rounded(centre[0] - x));
              facts.put("shift_y", rounded(centre[1] - y));
              facts.put("query_box", box(explanation.queryBox()));
              facts.put("hit_box", box(explanation.hitBox()));
            });
    return facts;
  }

  private static double rounded(double value) {
    return Math.rint(value * 1000) / 1000;
  }

  private static String box(Optional<MatchedBox> box) {
    return box.map(MatchedBox::text).orElse("");
  }

  private String verdict() {
    return explanation.isVerified()
        ? "they show the same thing: %d features agree"
            .formatted(explanation.verification().agreeing())
        : "nothing says that they show the same thing: %d of %d matched features agree"
            .formatted(
                explanation.verification().agreeing(),
                explanation.verification().matches().count());
  }

  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(verdict());
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

  void write(Path file) throws IOException {
    var blocks = new ArrayList<SheetBlock>();
    blocks.add(
        new SheetBlock.Picture(
            "Query on the left, hit on the right; lines join features that agree, boxes hold them",
            explanation.picture()));
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
            verdict(),
            List.of(),
            List.of(
                new Sheet.Fact("query", query.toString()), new Sheet.Fact("hit", hit.toString())),
            Instant.now().truncatedTo(ChronoUnit.SECONDS),
            "",
            List.of(new Sheet.Section("", "", blocks, List.of())));
    ContactSheet.write(
        file, sheet, FileThumbnails.standard(ImageDecoders.standard(DecodeLimits.DEFAULT)));
  }
}
