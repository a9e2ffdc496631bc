package dev.eidetic.engine.storage;

import dev.eidetic.engine.fields.BuiltInField;
import dev.eidetic.engine.fields.FieldType;
import dev.eidetic.engine.fields.IndexedNames;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedSetSelector;
import org.apache.lucene.search.SortedSetSortField;

/// The order of a list by one field, equal values by id.
final class ItemOrder {

  private ItemOrder() {}

  /// @throws IllegalArgumentException if places have no order
  static Sort by(String field, FieldType type, boolean isDescending) {
    return new Sort(field(field, type, isDescending), strings(BuiltInField.ID.label(), false));
  }

  private static SortField field(String field, FieldType type, boolean isDescending) {
    return switch (type) {
      case TEXT -> strings(field + IndexedNames.EXACT, isDescending);
      case KEYWORD -> strings(field, isDescending);
      // Decimals are stored as integers of the same order.
      case WHOLE, DECIMAL, DATE, FLAG ->
          new SortField(
              field,
              SortField.Type.LONG,
              isDescending,
              (Object) (isDescending ? Long.MIN_VALUE : Long.MAX_VALUE));
      case PLACE ->
          throw new IllegalArgumentException(
              "field \"%s\" holds places, which have no order; order by another".formatted(field));
    };
  }

  private static SortField strings(String field, boolean isDescending) {
    return new SortedSetSortField(
        field,
        isDescending,
        SortedSetSelector.Type.MIN,
        isDescending ? SortField.STRING_FIRST : SortField.STRING_LAST);
  }
}
