package dev.eidetic.engine.duplicates;

import dev.eidetic.engine.Item;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.engine.fields.BuiltInField;
import dev.eidetic.engine.sheet.Sheet;
import dev.eidetic.engine.sheet.SheetHit;
import dev.eidetic.engine.sheet.SheetPicture;
import dev.eidetic.engine.sheet.SheetQuery;
import dev.eidetic.vectors.Kernels;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A report as a page: each group with the one to keep on the left.
public final class DuplicatePage {

  private DuplicatePage() {}

  /// @param most groups that are shown, the largest
  public static Sheet of(DuplicateReport report, Snapshot now, String collection, int most)
      throws IOException {
    var groups = new ArrayList<SheetQuery>();
    for (var group : report.groups().subList(0, Math.min(most, report.groups().size()))) {
      groups.add(query(group, now));
    }
    String lead =
        "%d of %d items are copies of others. The left one of each group is the one to keep."
            .formatted(report.copies(), report.items());
    if (groups.size() < report.groups().size()) {
      lead += " Shown are the %d largest groups.".formatted(groups.size());
    }
    return new Sheet(
        "Copies",
        lead,
        List.of(
            new Sheet.Figure("groups", Integer.toString(report.groups().size()), ""),
            new Sheet.Figure("copies", Integer.toString(report.copies()), "")),
        List.of(new Sheet.Fact("collection", collection)),
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        "",
        List.of(Sheet.Section.untitled(groups)));
  }

  private static SheetQuery query(DuplicateGroup group, Snapshot now) throws IOException {
    var keeper = group.keeper();
    var vector = now.vector(keeper.id());
    var hits = new ArrayList<SheetHit>();
    for (var copy : group.copies()) {
      var facts = new ArrayList<Sheet.Fact>();
      facts.add(new Sheet.Fact("kind", copy.kind().label()));
      facts.add(new Sheet.Fact("why", copy.reason()));
      if (!copy.of().equals(keeper.id())) {
        facts.add(new Sheet.Fact("like", copy.of()));
      }
      facts.add(size(copy.item()));
      hits.add(
          new SheetHit(
              hits.size() + 1,
              cosine(vector, copy.item(), now),
              copy.item().id(),
              SheetPicture.of(copy.item()),
              facts,
              SheetHit.Verdict.UNKNOWN));
    }
    var example =
        new SheetQuery.Example(
            SheetQuery.Role.KEEPER, SheetPicture.of(keeper), keeper.id(), List.of(size(keeper)));
    return new SheetQuery(keeper.id(), List.of(example), "", List.of(), "", hits);
  }

  /// Such as `1600 x 1004, 361 KB, jpeg`.
  private static Sheet.Fact size(Item item) {
    String text =
        String.format(
            Locale.ROOT,
            "%s x %s, %,d KB, %s",
            item.display(BuiltInField.WIDTH),
            item.display(BuiltInField.HEIGHT),
            Math.ceilDiv(item.whole(BuiltInField.BYTES).orElse(0L), 1000),
            item.display(BuiltInField.FORMAT));
    return new Sheet.Fact("size", text);
  }

  private static float cosine(Optional<float[]> vector, Item item, Snapshot now)
      throws IOException {
    var other = now.vector(item.id());
    return vector.isPresent() && other.isPresent() ? Kernels.dot(vector.get(), other.get()) : 0;
  }
}
