package dev.eidetic.client;

import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Reads what the server answers.
final class Answers {

  private Answers() {}

  static List<?> list(Map<?, ?> json, String name) throws IOException {
    if (json.get(name) instanceof List<?> list) {
      return list;
    }
    throw new IOException(
        "the answer lacks the list \"%s\"; is it an Eidetic server?".formatted(name));
  }

  static CollectionStats stats(@Nullable Object json) {
    var space = map(map(json).get("space"));
    return new CollectionStats(
        text(map(json), "name"),
        number(map(json), "items").longValue(),
        text(space, "name"),
        number(space, "dimension").intValue());
  }

  static RemoteItem item(@Nullable Object json) {
    var fields = new LinkedHashMap<String, Object>();
    map(map(json).get("fields")).forEach((name, value) -> fields.put(String.valueOf(name), value));
    return new RemoteItem(text(map(json), "id"), fields);
  }

  static RemoteHit hit(@Nullable Object json) {
    return new RemoteHit(
        number(map(json), "rank").intValue(),
        number(map(json), "score").doubleValue(),
        map(json).get("probability") instanceof Number probability
            ? OptionalDouble.of(probability.doubleValue())
            : OptionalDouble.empty(),
        item(json));
  }

  static RemoteMatch match(Map<?, ?> json) {
    return new RemoteMatch(
        Boolean.TRUE.equals(json.get("isVerified")),
        text(json, "verdict"),
        number(json, "agreeing").intValue(),
        number(json, "matched").intValue(),
        Optional.ofNullable(json.get("placement")).map(Answers::placement),
        Base64.getDecoder().decode(text(json, "picture")));
  }

  private static RemoteMatch.Placement placement(Object json) {
    return new RemoteMatch.Placement(
        text(map(json), "model"),
        number(map(json), "angleDegrees").doubleValue(),
        number(map(json), "scale").doubleValue(),
        number(map(json), "shiftX").doubleValue(),
        number(map(json), "shiftY").doubleValue());
  }

  static AddOutcome outcome(@Nullable Object json) {
    return new AddOutcome(
        text(map(json), "id"),
        text(map(json), "status"),
        Optional.ofNullable(map(json).get("reason")).map(String::valueOf),
        Optional.ofNullable(map(json).get("message")).map(String::valueOf));
  }

  static Map<?, ?> map(@Nullable Object json) {
    if (json instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalStateException("the server answered what its OpenAPI document does not know");
  }

  private static String text(Map<?, ?> json, String name) {
    return String.valueOf(json.get(name));
  }

  private static Number number(Map<?, ?> json, String name) {
    if (json.get(name) instanceof Number number) {
      return number;
    }
    throw new IllegalStateException("the server's answer lacks the number \"" + name + "\"");
  }
}
