package dev.eidetic.evaluate.ann;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.evaluate.file.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Results as JSON lines, one object each, under the names that ann-benchmarks gives its columns:
/// `dataset`, `algorithm`, `parameters`, `count`, `k-nn` (recall by distance), `recall-id`, `qps`,
/// `p50`, `p95`, `p99`, `p999` (milliseconds), `build` (seconds), `indexsize` (kilobytes).
public final class AnnResultLog {

  private AnnResultLog() {}

  /// Adds a line; makes the file if it does not exist.
  public static void append(Path file, AnnResult result) throws IOException {
    var line = new LinkedHashMap<String, Object>();
    line.put("dataset", result.dataset());
    line.put("algorithm", result.algorithm());
    line.put("parameters", result.parameters());
    line.put("count", result.count());
    line.put("k-nn", result.recallByDistance());
    line.put("recall-id", result.recallByIdentity());
    line.put("qps", result.queriesPerSecond());
    line.put("p50", result.latencies().p50());
    line.put("p95", result.latencies().p95());
    line.put("p99", result.latencies().p99());
    line.put("p999", result.latencies().p999());
    line.put("build", result.buildSeconds());
    line.put("indexsize", result.indexKilobytes());
    Files.writeString(
        file, JSON.std.asString(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /// @throws MalformedFileException naming the line and the field
  public static List<AnnResult> read(Path file) throws IOException {
    var results = new ArrayList<AnnResult>();
    long number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (!line.isBlank()) {
        results.add(new Line(file, number, fields(file, number, line)).result());
      }
    }
    return results;
  }

  private static Map<String, Object> fields(Path file, long number, String line)
      throws IOException {
    try {
      return JSON.std.mapFrom(line);
    } catch (JsonProcessingException e) {
      throw MalformedFileException.atLine(file, number, "it is no JSON object").causedBy(e);
    }
  }

  private record Line(Path file, long number, Map<String, Object> fields) {

    AnnResult result() throws IOException {
      try {
        return new AnnResult(
            text("dataset"),
            text("algorithm"),
            parameters(),
            (int) number("count"),
            number("recall-id"),
            number("k-nn"),
            number("qps"),
            new Latencies(number("p50"), number("p95"), number("p99"), number("p999")),
            number("build"),
            number("indexsize"));
      } catch (IllegalArgumentException e) {
        throw MalformedFileException.atLine(file, number, "%s", String.valueOf(e.getMessage()))
            .causedBy(e);
      }
    }

    private String text(String name) throws MalformedFileException {
      if (fields.get(name) instanceof String text) {
        return text;
      }
      throw MalformedFileException.atLine(file, number, "\"%s\" must be a text", name);
    }

    private double number(String name) throws MalformedFileException {
      if (fields.get(name) instanceof Number value) {
        return value.doubleValue();
      }
      throw MalformedFileException.atLine(file, number, "\"%s\" must be a number", name);
    }

    private Map<String, Object> parameters() throws MalformedFileException {
      if (fields.get("parameters") instanceof Map<?, ?> map) {
        var parameters = new LinkedHashMap<String, Object>();
        map.forEach((name, value) -> parameters.put(String.valueOf(name), String.valueOf(value)));
        return parameters;
      }
      throw MalformedFileException.atLine(file, number, "\"parameters\" must be an object");
    }
  }
}
