package dev.eidetic.evaluate.protocol;

import com.fasterxml.jackson.core.JsonToken;
import dev.eidetic.evaluate.file.JsonFile;
import dev.eidetic.evaluate.pickle.PickledValue;
import dev.eidetic.evaluate.pickle.PickledValue.Mapping;
import dev.eidetic.evaluate.pickle.PickledValue.None;
import dev.eidetic.evaluate.pickle.PickledValue.Real;
import dev.eidetic.evaluate.pickle.PickledValue.Sequence;
import dev.eidetic.evaluate.pickle.PickledValue.Text;
import dev.eidetic.evaluate.pickle.PickledValue.Truth;
import dev.eidetic.evaluate.pickle.PickledValue.Whole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/// A JSON file as the values that a pickle of the same data has.
final class JsonValues {

  private static final int MAX_DEPTH = 20;
  private static final int MAX_VALUES = 2_000_000;

  private final Path file;
  private int values;

  JsonValues(Path file) {
    this.file = file;
  }

  PickledValue read() throws IOException {
    try (var json = JsonFile.open(file)) {
      return value(json, json.next(), 1);
    }
  }

  private PickledValue value(JsonFile json, JsonToken token, int depth) throws IOException {
    if (depth > MAX_DEPTH || ++values > MAX_VALUES) {
      throw json.refuse(
          "it has more than %d levels or %d values; is it a ground truth?", MAX_DEPTH, MAX_VALUES);
    }
    return switch (token) {
      case START_ARRAY -> array(json, depth);
      case START_OBJECT -> object(json, depth);
      case VALUE_STRING -> new Text(json.text());
      case VALUE_NUMBER_INT -> new Whole(json.wholeNumber());
      case VALUE_NUMBER_FLOAT -> new Real(json.realNumber());
      case VALUE_TRUE -> new Truth(true);
      case VALUE_FALSE -> new Truth(false);
      case VALUE_NULL -> new None();
      default -> throw json.refuse("here stands %s; a value is expected", JsonFile.describe(token));
    };
  }

  private PickledValue array(JsonFile json, int depth) throws IOException {
    var items = new ArrayList<PickledValue>();
    for (var token = json.next(); token != JsonToken.END_ARRAY; token = json.next()) {
      items.add(value(json, token, depth + 1));
    }
    return new Sequence(items);
  }

  private PickledValue object(JsonFile json, int depth) throws IOException {
    var entries = new LinkedHashMap<PickledValue, PickledValue>();
    for (var token = json.next(); token != JsonToken.END_OBJECT; token = json.next()) {
      var name = new Text(json.text());
      entries.put(name, value(json, json.next(), depth + 1));
    }
    return new Mapping(entries);
  }
}
