package dev.eidetic.server;

import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.local.FeatureExtractor;
import dev.eidetic.encode.lookup.Encoders;
import dev.eidetic.encode.lookup.FeatureExtractors;
import dev.eidetic.engine.opening.CollectionOpener;
import dev.eidetic.engine.reranking.CrossEncoderChoice;
import dev.eidetic.server.collections.Catalogue;
import dev.eidetic.server.collections.CollectionRoutes;
import dev.eidetic.server.duplicates.DuplicateRoutes;
import dev.eidetic.server.http.BodyRules;
import dev.eidetic.server.http.ByteBudget;
import dev.eidetic.server.http.Dispatcher;
import dev.eidetic.server.http.Route;
import dev.eidetic.server.http.SecurityHeaders;
import dev.eidetic.server.http.Workbench;
import dev.eidetic.server.images.ImageRoutes;
import dev.eidetic.server.images.ThumbnailRoutes;
import dev.eidetic.server.jobs.AllowedFolders;
import dev.eidetic.server.jobs.JobBoard;
import dev.eidetic.server.jobs.JobRoutes;
import dev.eidetic.server.metrics.RequestLog;
import dev.eidetic.server.metrics.ServerMetrics;
import dev.eidetic.server.metrics.StatusRoutes;
import dev.eidetic.server.page.PageAssets;
import dev.eidetic.server.page.PageRoutes;
import dev.eidetic.server.search.MapRoutes;
import dev.eidetic.server.search.MatchRoutes;
import dev.eidetic.server.search.SearchRoutes;
import dev.eidetic.server.search.ShadowChecks;
import dev.eidetic.server.security.ApiKeys;
import dev.eidetic.server.security.Gatekeeper;
import dev.eidetic.server.security.KeyFile;
import dev.eidetic.server.security.Origins;
import dev.eidetic.server.security.RateLimit;
import dev.eidetic.server.security.SessionRoutes;
import dev.eidetic.server.security.Sessions;
import dev.eidetic.server.settings.ServerSettings;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A running server. Everything is put together here; closing it drains and stops it.
public final class EideticServer implements AutoCloseable {

  private static final long LEAST_BYTES_PER_SECOND = 16 << 10;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MAX_PARTS = 1_000;

  private final ServerSettings settings;
  private final ServerMetrics metrics = new ServerMetrics();
  private final RequestLog log;
  private final Catalogue catalogue;
  private final JobBoard jobs;
  private final ShadowChecks shadowChecks;
  private final Workbench workbench;
  private final FeatureExtractor extractor;
  private final CrossEncoderChoice crossEncoder;
  private final ByteBudget budget;
  private final List<Route> routes;
  private final WebServer web;
  private volatile boolean isReady = true;

  private EideticServer(ServerSettings settings, Encoders encoders, RequestLog log)
      throws IOException {
    this.settings = settings;
    this.log = log;
    var limits = settings.limits();
    this.workbench = new Workbench(Runtime.getRuntime().availableProcessors(), limits.queue());
    this.budget =
        new ByteBudget(Math.max(limits.maxImageBytes(), Runtime.getRuntime().maxMemory() / 4));
    this.extractor = extractor(settings);
    this.crossEncoder = CrossEncoderChoice.open(settings.content().crossEncoder());
    var opener =
        new CollectionOpener(
            encoders, new DecodeLimits(limits.maxPixels(), DecodeLimits.DEFAULT.maxBytes()));
    this.catalogue =
        Catalogue.open(
            opener, settings.content().collections(), settings.content().data(), metrics);
    this.jobs = new JobBoard(catalogue, extractor, log);
    this.shadowChecks = new ShadowChecks(limits.shadowShare(), catalogue, log);
    addGauges();
    var assets = PageAssets.load();
    var sessions = new Sessions();
    var origins = new Origins(settings.binding().publicHosts(), settings.binding().corsOrigins());
    var gatekeeper = new Gatekeeper(keys(settings), sessions, origins);
    this.routes = routes(encoders, assets, sessions, gatekeeper);
    var parts =
        new Dispatcher.Parts(
            gatekeeper,
            origins,
            new RateLimit(limits.perSecond(), limits.atOnce(), System::nanoTime),
            new SecurityHeaders(assets.importMapHash()),
            new BodyRules(
                limits.maxImageBytes(),
                limits.maxUploadBytes(),
                MAX_PARTS,
                PATIENCE,
                LEAST_BYTES_PER_SECOND),
            budget,
            metrics,
            log,
            catalogue::hideFolders);
    this.web = WebListener.create(settings, new Dispatcher(routes, parts));
  }

  private static Optional<ApiKeys> keys(ServerSettings settings) throws IOException {
    var file = settings.binding().keys();
    return file.isPresent() ? Optional.of(new ApiKeys(new KeyFile(file.get()))) : Optional.empty();
  }

  private static FeatureExtractor extractor(ServerSettings settings) throws IOException {
    String reference =
        settings.content().features().map(Path::toString).orElse(FeatureExtractors.DEFAULT);
    return FeatureExtractors.open(reference, Path.of("").toAbsolutePath());
  }

  /// Starts a server; it answers when this returns.
  ///
  /// @param encoders where models are found
  /// @param log receives lines of JSON
  /// @throws IOException if a collection cannot be opened
  /// @throws IllegalArgumentException if it cannot listen where it shall
  public static EideticServer start(
      ServerSettings settings, Encoders encoders, Consumer<String> log) throws IOException {
    var server = new EideticServer(settings, encoders, new RequestLog(log));
    try {
      server.web.start();
      server.jobs.resume(new AllowedFolders(settings.content().folders()));
      return server;
    } catch (IOException | RuntimeException e) {
      try (server) {
        throw WebListener.explain(settings, e);
      }
    }
  }

  private List<Route> routes(
      Encoders encoders, PageAssets assets, Sessions sessions, Gatekeeper gatekeeper) {
    var content = settings.content();
    int maxImageBytes = settings.limits().maxImageBytes();
    var all = new ArrayList<Route>();
    all.addAll(new StatusRoutes(metrics, () -> isReady, this::load, shadowChecks::json).routes());
    all.addAll(new SessionRoutes(gatekeeper, sessions).routes());
    all.addAll(new CollectionRoutes(catalogue, encoders).routes());
    all.addAll(
        new ImageRoutes(catalogue, workbench, metrics, content.isFetching(), maxImageBytes)
            .routes());
    all.addAll(new ThumbnailRoutes(catalogue, workbench, metrics).routes());
    all.addAll(
        new SearchRoutes(catalogue, workbench, metrics, shadowChecks, extractor, crossEncoder)
            .routes());
    all.addAll(new MatchRoutes(catalogue, workbench, metrics, extractor).routes());
    all.addAll(new MapRoutes(catalogue, workbench).routes());
    all.addAll(new DuplicateRoutes(catalogue).routes());
    all.addAll(new JobRoutes(jobs, new AllowedFolders(content.folders())).routes());
    all.addAll(new PageRoutes(assets).routes());
    all.addAll(OpenApi.routes());
    return all;
  }

  private void addGauges() {
    metrics.gauge("eidetic_queue_waiting", "Pieces of work that wait.", workbench::waiting);
    metrics.gauge("eidetic_queue_running", "Pieces of work under way.", workbench::running);
    metrics.gauge("eidetic_body_bytes", "Bodies of requests in memory.", budget::used);
    metrics.gauge("eidetic_jobs_unfinished", "Jobs that have not ended.", jobs::unfinished);
    metrics.gauge(
        "eidetic_recall",
        "Share of the true hits that searches found, by shadow checks.",
        this::recalls);
    metrics.gauge("eidetic_collections", "Collections served.", () -> catalogue.all().size());
  }

  private Map<String, Double> recalls() {
    var recalls = new LinkedHashMap<String, Double>();
    shadowChecks
        .measured()
        .forEach((collection, measured) -> recalls.put(collection, measured.recall()));
    return recalls;
  }

  private Map<String, Object> load() {
    var json = new LinkedHashMap<String, Object>();
    json.put("waiting", workbench.waiting());
    json.put("running", workbench.running());
    json.put("queue", settings.limits().queue());
    json.put("bodyBytes", budget.used());
    json.put("jobs", jobs.unfinished());
    return json;
  }

  /// The port it listens on.
  public int port() {
    return web.port();
  }

  /// Where it is reached from this machine.
  public URI address() {
    String scheme = settings.binding().tls().isPresent() ? "https" : "http";
    String host = settings.binding().host();
    String shown = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    return URI.create("%s://%s:%d".formatted(scheme, shown, port()));
  }

  /// Every operation, for tests that hold the OpenAPI document against it.
  List<Route> routes() {
    return routes;
  }

  /// Drains and stops: says that it is not ready, lets running requests end within their time,
  /// saves jobs, and closes the collections.
  @Override
  public void close() throws IOException {
    isReady = false;
    jobs.close();
    web.stop();
    shadowChecks.close();
    workbench.close();
    extractor.close();
    crossEncoder.close();
    catalogue.close();
    log.note("stopped");
  }
}
