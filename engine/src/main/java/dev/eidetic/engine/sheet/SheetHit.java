package dev.eidetic.engine.sheet;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.engine.Hit;
import dev.eidetic.engine.Item;
import java.util.ArrayList;
import java.util.List;

/// One result as a page shows it.
///
/// @param rank from 1
/// @param score finite; greater is closer. The bar beside it runs from 0 to 1
/// @param id of the item
/// @param picture of the item
/// @param fields shown below the name, in order; may be empty
/// @param verdict on the hit, if somebody knows
public record SheetHit(
    int rank,
    float score,
    String id,
    SheetPicture picture,
    List<Sheet.Fact> fields,
    Verdict verdict) {

  /// Whether a hit is what was sought.
  public enum Verdict {
    /// It is.
    RIGHT,
    /// It is not.
    WRONG,
    /// Neither: it is left out of the judgement.
    JUNK,
    /// Nobody knows.
    UNKNOWN
  }

  public SheetHit {
    require(rank >= 1, "rank is %d; ranks start at 1", rank);
    require(Float.isFinite(score), "score of hit \"%s\" is %s; it must be a number", id, score);
    fields = List.copyOf(fields);
  }

  /// A hit without a verdict.
  ///
  /// @param fields names of the fields to show; those that the item lacks are left out
  public static SheetHit of(Hit hit, List<String> fields) {
    var item = hit.item();
    return new SheetHit(
        hit.rank(),
        hit.score(),
        item.id(),
        SheetPicture.of(item),
        fieldsOf(item, fields),
        Verdict.UNKNOWN);
  }

  /// The same with a verdict.
  public SheetHit judged(Verdict judgement) {
    return new SheetHit(rank, score, id, picture, fields, judgement);
  }

  /// Fields of an item by name, those that it has.
  public static List<Sheet.Fact> fieldsOf(Item item, List<String> names) {
    var facts = new ArrayList<Sheet.Fact>();
    for (String name : names) {
      item.field(name).ifPresent(value -> facts.add(new Sheet.Fact(name, value.display())));
    }
    return facts;
  }
}
