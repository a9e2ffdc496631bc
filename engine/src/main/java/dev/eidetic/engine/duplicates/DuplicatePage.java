package dev.eidetic.engine.duplicates;

import dev.eidetic.engine.Item;
import dev.eidetic.engine.Snapshot;
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
import java.util.Optional;

/// A report as a page: each group with the one to keep on the left.
public final class DuplicatePage {

  private static final List<String> FIELDS = List.of("width", "height", "bytes", "format");

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
      facts.addAll(SheetHit.fieldsOf(copy.item(), FIELDS));
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
            SheetQuery.Role.QUERY,
            SheetPicture.of(keeper),
            keeper.id(),
            SheetHit.fieldsOf(keeper, FIELDS));
    return new SheetQuery(keeper.id(), List.of(example), "", List.of(), "", hits);
  }

  private static float cosine(Optional<float[]> vector, Item item, Snapshot now)
      throws IOException {
    var other = now.vector(item.id());
    return vector.isPresent() && other.isPresent() ? Kernels.dot(vector.get(), other.get()) : 0;
  }
}
