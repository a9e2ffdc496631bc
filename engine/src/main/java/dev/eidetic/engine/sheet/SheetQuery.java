package dev.eidetic.engine.sheet;

import java.util.List;

/// One search.
///
/// @param title such as the name of the picture sought
/// @param examples what was searched by; may be empty for a vector
/// @param filter as the user wrote it; empty if there was none
/// @param figures of this search, such as its precision; may be empty
/// @param command that repeats the search; may be empty
/// @param hits best first; may be empty
public record SheetQuery(
    String title,
    List<Example> examples,
    String filter,
    List<Sheet.Figure> figures,
    String command,
    List<SheetHit> hits) {

  public SheetQuery {
    examples = List.copyOf(examples);
    figures = List.copyOf(figures);
    hits = List.copyOf(hits);
  }

  /// What an example is for.
  public enum Role {
    /// The only one.
    QUERY,
    /// The one to keep of the copies that are the hits.
    KEEPER,
    /// One of several to resemble.
    LIKE,
    /// One to keep away from.
    UNLIKE
  }

  /// One picture searched by.
  ///
  /// @param name such as an id or a file's name
  /// @param fields shown below the name; may be empty
  public record Example(Role role, SheetPicture picture, String name, List<Sheet.Fact> fields) {

    public Example {
      fields = List.copyOf(fields);
    }
  }
}
