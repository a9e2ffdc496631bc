package dev.eidetic.server.metrics;

import dev.eidetic.server.http.Access;
import dev.eidetic.server.http.Call;
import dev.eidetic.server.http.Reply;
import dev.eidetic.server.http.Route;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Whether the server lives, is ready, and how it fares.
public final class StatusRoutes {

  private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final ServerMetrics metrics;
  private final BooleanSupplier isReady;
  private final Supplier<Map<String, Object>> load;
  private final Supplier<Map<String, Object>> recall;
  private final Instant started = Instant.now();

  /// @param isReady false while it drains
  /// @param load what waits and runs now
  /// @param recall what shadow checks measured, by collection
  public StatusRoutes(
      ServerMetrics metrics,
      BooleanSupplier isReady,
      Supplier<Map<String, Object>> load,
      Supplier<Map<String, Object>> recall) {
    this.metrics = metrics;
    this.isReady = isReady;
    this.load = load;
    this.recall = recall;
  }

  public List<Route> routes() {
    return List.of(
        new Route("GET", "/health/live", Access.OPEN, this::live),
        new Route("GET", "/health/ready", Access.OPEN, this::ready),
        new Route("GET", "/metrics", Access.READ, this::metrics),
        new Route("GET", "/v1/status", Access.READ, this::status));
  }

  private Reply live(Call call) {
    return Reply.ok(Map.of("status", "up"));
  }

  private Reply ready(Call call) {
    return isReady.getAsBoolean()
        ? Reply.ok(Map.of("status", "up"))
        : Reply.json(503, Map.of("status", "draining")).with("Retry-After", "1");
  }

  private Reply metrics(Call call) throws IOException {
    return Reply.bytes(200, METRICS_TYPE, metrics.text());
  }

  private Reply status(Call call) {
    var runtime = Runtime.getRuntime();
    var memory = new LinkedHashMap<String, Object>();
    memory.put("heapUsedBytes", runtime.totalMemory() - runtime.freeMemory());
    memory.put("heapMaxBytes", runtime.maxMemory());
    memory.put("loadAverage", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    memory.put("cores", runtime.availableProcessors());
    var json = new LinkedHashMap<String, Object>();
    json.put("started", started.toString());
    json.put("uptimeSeconds", Duration.between(started, Instant.now()).toSeconds());
    json.put("java", Runtime.version().toString());
    json.put("memory", memory);
    json.put("load", load.get());
    json.put("latencyMillis", metrics.latencies());
    json.put("recall", recall.get());
    return Reply.ok(json);
  }
}
