package dev.eidetic.server.metrics;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.function.Consumer;

/// One line of JSON per request and per failure. Holds no secret: neither headers nor queries nor
/// bodies are written. Safe for many threads if the receiver of lines is.
///
/// @param lines receives each line, without its end
public record RequestLog(Consumer<String> lines) {

  /// A request that was answered.
  ///
  /// @param route the template, or the path that fits none
  public record Entry(
      String id, String caller, String method, String route, int status, long nanos) {}

  public void request(Entry entry) {
    var json = new LinkedHashMap<String, Object>();
    json.put("time", Instant.now().toString());
    json.put("level", entry.status() >= 500 ? "error" : "info");
    json.put("request", entry.id());
    json.put("caller", entry.caller());
    json.put("method", entry.method());
    json.put("route", entry.route());
    json.put("status", entry.status());
    json.put("millis", Math.round(entry.nanos() / 1e4) / 100.0);
    write(json);
  }

  /// A failure of our own, with the place in the program.
  public void failure(String requestId, Throwable failure) {
    var json = new LinkedHashMap<String, Object>();
    json.put("time", Instant.now().toString());
    json.put("level", "error");
    json.put("request", requestId);
    json.put("failure", String.valueOf(failure));
    var trace = failure.getStackTrace();
    json.put("at", trace.length == 0 ? "" : String.valueOf(trace[0]));
    write(json);
  }

  /// Something worth knowing that belongs to no request.
  public void note(String message) {
    message("info", message);
  }

  /// Something that somebody should do something about.
  public void warning(String message) {
    message("warning", message);
  }

  private void message(String level, String message) {
    var json = new LinkedHashMap<String, Object>();
    json.put("time", Instant.now().toString());
    json.put("level", level);
    json.put("message", message);
    write(json);
  }

  private void write(LinkedHashMap<String, Object> json) {
    try {
      lines.accept(JSON.std.asString(json));
    } catch (IOException e) {
      throw new IllegalStateException("a line of the log could not be written as JSON", e);
    }
  }
}
