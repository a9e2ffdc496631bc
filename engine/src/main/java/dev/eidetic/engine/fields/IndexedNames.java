package dev.eidetic.engine.fields;

/// The names under which values stand in the Lucene index, besides the fields' own.
public final class IndexedNames {

  /// All words of all text fields: where a filter without a field looks.
  public static final String ALL_TEXT = "_text";

  /// The names of the fields that an item has: what `camera:*` asks.
  public static final String PRESENT = "_present";

  /// Appended to a text field's name: the whole strings.
  public static final String EXACT = ".exact";

  private IndexedNames() {}
}
