package dev.eidetic.engine.sheet;

import java.time.Instant;
import java.util.List;

/// What a page says. Holds no pictures of files, only where they are, so a sheet of many hits is
/// small.
///
/// All texts are plain: whatever they contain is shown as it is.
///
/// @param title of the page
/// @param lead a sentence or two below it; may be empty
/// @param figures over all searches; may be empty
/// @param facts such as collection, items, model
/// @param made when
/// @param command that makes this page again; may be empty
/// @param sections in order
public record Sheet(
    String title,
    String lead,
    List<Figure> figures,
    List<Fact> facts,
    Instant made,
    String command,
    List<Section> sections) {

  public Sheet {
    figures = List.copyOf(figures);
    facts = List.copyOf(facts);
    sections = List.copyOf(sections);
  }

  /// A headline number.
  ///
  /// @param label such as `precision@5`
  /// @param value as it is to be read, such as `0.84`
  /// @param note what it was taken over, such as `mean of 288 searches`; may be empty
  public record Figure(String label, String value, String note) {}

  /// One line of the page's small print.
  public record Fact(String name, String value) {}

  /// Searches that belong together.
  ///
  /// @param title empty for a page of one section, whose searches then need no heading above them
  /// @param text below the title; may be empty
  /// @param blocks tables and drawings, above the searches; may be empty
  public record Section(
      String title, String text, List<SheetBlock> blocks, List<SheetQuery> queries) {

    public Section {
      blocks = List.copyOf(blocks);
      queries = List.copyOf(queries);
    }

    /// Searches alone.
    public Section(String title, String text, List<SheetQuery> queries) {
      this(title, text, List.of(), queries);
    }

    /// Searches without a heading.
    public static Section untitled(List<SheetQuery> queries) {
      return new Section("", "", queries);
    }
  }
}
