package dev.eidetic.server.http;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is answered to one call.
///
/// @param headers besides those that all answers have
public record Reply(int status, Map<String, String> headers, Content content) {

  private static final String JSON_TYPE = "application/json";

  public Reply {
    headers = Map.copyOf(headers);
  }

  /// What follows the headers.
  public sealed interface Content {}

  /// A whole body; empty for none.
  public record Whole(byte[] bytes) implements Content {}

  /// A body that is written bit by bit, as long as the reader stays.
  public record Streamed(Writer writer) implements Content {}

  /// Writes a body; flushes when the reader shall see what there is.
  @FunctionalInterface
  public interface Writer {

    void write(OutputStream out) throws IOException, InterruptedException;
  }

  /// A JSON object.
  public static Reply json(int status, Map<String, ?> object) {
    return text(status, JSON_TYPE, write(object));
  }

  /// A JSON object of status 200.
  public static Reply ok(Map<String, ?> object) {
    return json(200, object);
  }

  /// Text in UTF-8.
  public static Reply text(int status, String type, String text) {
    return bytes(status, type, text.getBytes(StandardCharsets.UTF_8));
  }

  /// A body of any type.
  public static Reply bytes(int status, String type, byte[] bytes) {
    return new Reply(status, Map.of("Content-Type", type), new Whole(bytes));
  }

  /// No body.
  public static Reply empty(int status) {
    return new Reply(status, Map.of(), new Whole(new byte[0]));
  }

  /// Events as they happen.
  public static Reply events(Writer writer) {
    return new Reply(200, Map.of("Content-Type", "text/event-stream"), new Streamed(writer));
  }

  /// The same with one more header.
  public Reply with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(status, more, content);
  }

  private static String write(Map<String, ?> object) {
    try {
      return JSON.std.asString(object);
    } catch (IOException e) {
      throw new IllegalStateException("an answer could not be written as JSON", e);
    }
  }
}
