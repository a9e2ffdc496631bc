package dev.eidetic.benchmarks.comparison;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.LinkedHashMap;
import java.util.Map;

/// Settings such as `M=16,efConstruction=200`.
record Settings(Map<String, Integer> values) {

  static Settings parse(String text) {
    var values = new LinkedHashMap<String, Integer>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      require(equals > 0, "setting \"%s\" is not of the form name=number", part);
      values.put(part.substring(0, equals), Integer.valueOf(part.substring(equals + 1)));
    }
    return new Settings(values);
  }

  int get(String name) {
    Integer value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("settings %s lack \"%s\"".formatted(values, name));
    }
    return value;
  }
}
