package dev.eidetic.engine.export;

import dev.eidetic.engine.Item;
import dev.eidetic.engine.fields.FieldValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An item's fields as programs read them in JSON: a string or an array of strings, numbers, true
/// and false, dates in ISO 8601, places as `{"latitude": …, "longitude": …}`.
public final class FieldsJson {

  private FieldsJson() {}

  /// By name, in order of names.
  public static Map<String, Object> of(Item item) {
    var json = new LinkedHashMap<String, Object>();
    item.fields().forEach((name, value) -> json.put(name, of(value)));
    return json;
  }

  private static Object of(FieldValue value) {
    return switch (value) {
      case FieldValue.Strings(List<String> values) when values.size() == 1 -> values.getFirst();
      case FieldValue.Strings(List<String> values) -> values;
      case FieldValue.Whole(long number) -> number;
      case FieldValue.Decimal(double number) -> number;
      case FieldValue.Flag(boolean flag) -> flag;
      case FieldValue.Date(var moment) -> moment.toString();
      case FieldValue.Place(double latitude, double longitude) -> {
        var place = new LinkedHashMap<String, Double>();
        place.put("latitude", latitude);
        place.put("longitude", longitude);
        yield place;
      }
    };
  }
}
