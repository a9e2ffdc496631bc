package dev.eidetic.server.metrics;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/// Counts and times everything. Any number of threads may report.
public final class ServerMetrics {

  private static final double[] SECONDS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
  };

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Counter requests =
      Counter.builder()
          .name("eidetic_requests_total")
          .help("Requests by route, method and status.")
          .labelNames("route", "method", "status")
          .register(registry);
  private final Histogram requestSeconds =
      Histogram.builder()
          .name("eidetic_request_seconds")
          .help("From the first byte of a request to the last of its answer.")
          .labelNames("route")
          .classicOnly()
          .classicUpperBounds(SECONDS)
          .register(registry);
  private final Histogram stageSeconds =
      Histogram.builder()
          .name("eidetic_stage_seconds")
          .help("One piece of work: decode, encode, search, thumbnail, commit.")
          .labelNames("stage")
          .classicOnly()
          .classicUpperBounds(SECONDS)
          .register(registry);
  private final Map<Stage, RecentTimes> recent = new EnumMap<>(Stage.class);
  private final RecentTimes recentSearches = new RecentTimes();

  public ServerMetrics() {
    for (var stage : Stage.values()) {
      recent.put(stage, new RecentTimes());
    }
    gauge("eidetic_heap_used_bytes", "Java heap in use.", ServerMetrics::heapUsed);
    gauge(
        "eidetic_heap_max_bytes",
        "Java heap that may be used.",
        () -> (double) Runtime.getRuntime().maxMemory());
  }

  /// Adds a number that is asked for when somebody looks.
  public void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }

  /// Adds a number for each collection, asked for when somebody looks.
  public void gauge(String name, String help, Supplier<Map<String, Double>> byCollection) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames("collection")
        .callback(
            callback ->
                byCollection.get().forEach((collection, value) -> callback.call(value, collection)))
        .register(registry);
  }

  private static double heapUsed() {
    var runtime = Runtime.getRuntime();
    return (double) (runtime.totalMemory() - runtime.freeMemory());
  }

  /// Reports one request.
  ///
  /// @param route the template, never the path: paths are without number
  public void request(String route, String method, int status, long nanos) {
    requests.labelValues(route, method, Integer.toString(status)).inc();
    requestSeconds.labelValues(route).observe(nanos / 1e9);
    if (route.endsWith("/search") && status == 200) {
      recentSearches.add(nanos);
    }
  }

  /// Does a piece of work and times it.
  public <T> T time(Stage stage, Callable<T> work) throws Exception {
    long begin = System.nanoTime();
    try {
      return work.call();
    } finally {
      long nanos = System.nanoTime() - begin;
      stageSeconds.labelValues(stage.label()).observe(nanos / 1e9);
      recent.getOrDefault(stage, recentSearches).add(nanos);
    }
  }

  /// Percentiles in milliseconds of the latest whole searches, as `request`, and of each stage.
  public Map<String, Object> latencies() {
    var json = new LinkedHashMap<String, Object>();
    json.put("request", json(recentSearches.percentiles()));
    recent.forEach((stage, times) -> json.put(stage.label(), json(times.percentiles())));
    return json;
  }

  private static Map<String, Object> json(RecentTimes.Percentiles percentiles) {
    var json = new LinkedHashMap<String, Object>();
    json.put("count", percentiles.count());
    json.put("p50", percentiles.p50());
    json.put("p95", percentiles.p95());
    json.put("p99", percentiles.p99());
    return json;
  }

  /// Everything in Prometheus's text format.
  public byte[] text() throws IOException {
    var out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create()
        .write(out, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
    return out.toByteArray();
  }
}
