package dev.eidetic.engine.storage;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.engine.EngineException.DamagedException;
import dev.eidetic.engine.Item;
import dev.eidetic.engine.fields.FieldValue;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An item as JSON, so that it can be read back as it was and given other fields later.
///
/// Strings are arrays, integers and decimals are numbers without and with a point, a date is
/// `{"date": "…"}` and a place `{"place": [latitude, longitude]}`.
final class ItemJson {

  private ItemJson() {}

  static String write(Item item) {
    var fields = new LinkedHashMap<String, Object>();
    item.fields().forEach((name, value) -> fields.put(name, toJson(value)));
    var object = new LinkedHashMap<String, Object>();
    object.put("id", item.id());
    object.put("path", item.path());
    object.put("root", item.root());
    object.put("fields", fields);
    try {
      return JSON.std.asString(object);
    } catch (IOException e) {
      throw new IllegalStateException("an item could not be written as JSON", e);
    }
  }

  static Item read(String json) {
    try {
      var object = JSON.std.mapFrom(json);
      var fields = new TreeMap<String, FieldValue>();
      for (var entry : asMap(object.get("fields")).entrySet()) {
        fields.put(String.valueOf(entry.getKey()), fromJson(entry.getValue()));
      }
      return new Item(
          String.valueOf(object.get("id")),
          String.valueOf(object.get("path")),
          String.valueOf(object.get("root")),
          fields);
    } catch (IOException | RuntimeException e) {
      throw new DamagedException("a stored item cannot be read: " + json, e);
    }
  }

  private static Object toJson(FieldValue value) {
    return switch (value) {
      case FieldValue.Strings(var values) -> values;
      case FieldValue.Whole(long number) -> number;
      case FieldValue.Decimal(double number) -> number;
      case FieldValue.Flag(boolean flag) -> flag;
      case FieldValue.Date(var moment) -> Map.of("date", moment.toString());
      case FieldValue.Place(double latitude, double longitude) ->
          Map.of("place", List.of(latitude, longitude));
    };
  }

  private static FieldValue fromJson(Object json) {
    return switch (json) {
      case List<?> values -> {
        var strings = new ArrayList<String>();
        values.forEach(value -> strings.add(String.valueOf(value)));
        yield new FieldValue.Strings(strings);
      }
      case Integer number -> new FieldValue.Whole(number);
      case Long number -> new FieldValue.Whole(number);
      case Double number -> new FieldValue.Decimal(number);
      case Boolean flag -> new FieldValue.Flag(flag);
      case Map<?, ?> map when map.get("date") instanceof String date ->
          new FieldValue.Date(Instant.parse(date));
      case Map<?, ?> map when map.get("place") instanceof List<?> place ->
          new FieldValue.Place(number(place.get(0)), number(place.get(1)));
      default -> throw new IllegalArgumentException("no field value: " + json);
    };
  }

  private static double number(Object json) {
    return ((Number) json).doubleValue();
  }

  private static Map<?, ?> asMap(@Nullable Object json) {
    if (json instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException("no object: " + json);
  }
}
