package dev.eidetic.engine.metadata;

import dev.eidetic.engine.fields.FieldType;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Infers the type of each column from all its cells: the narrowest of integer, decimal, date, flag
/// and text that fits every one. A column of places must be called so (`location`, `place`, `gps`,
/// `coordinates`), for two numbers and a comma may mean anything.
final class ColumnTypes {

  /// Narrowest first.
  private static final List<FieldType> CANDIDATES =
      List.of(FieldType.WHOLE, FieldType.DECIMAL, FieldType.FLAG, FieldType.DATE);

  private static final Set<String> PLACES = Set.of("location", "place", "gps", "coordinates");

  private final Map<String, EnumSet<FieldType>> possible = new LinkedHashMap<>();

  void see(Map<String, Object> cells) {
    for (var cell : cells.entrySet()) {
      possible
          .computeIfAbsent(cell.getKey(), ColumnTypes::candidates)
          .removeIf(type -> ValueReader.read(cell.getValue(), type).isEmpty());
    }
  }

  /// The columns that had any cell, in the order of the file.
  Map<String, FieldType> types() {
    var types = new LinkedHashMap<String, FieldType>();
    for (var column : possible.entrySet()) {
      types.put(
          column.getKey(),
          column.getValue().contains(FieldType.PLACE)
              ? FieldType.PLACE
              : CANDIDATES.stream()
                  .filter(column.getValue()::contains)
                  .findFirst()
                  .orElse(FieldType.TEXT));
    }
    return types;
  }

  private static EnumSet<FieldType> candidates(String column) {
    var all = EnumSet.copyOf(CANDIDATES);
    if (PLACES.contains(column.toLowerCase(java.util.Locale.ROOT))) {
      all.add(FieldType.PLACE);
    }
    return all;
  }
}
